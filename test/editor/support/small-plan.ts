/** A plan that simulates quickly: two years, and a plant far too large for what stands in its hall. */
export const smallPlan = `import std/racks { GB200_NVL72 }
import std/cooling { DirectToChip }
import std/networks { RailOptimized }
import std/tariffs { ERCOT_Industrial }
import std/climates { Abilene }
import std/workloads { Pretraining }

campus C {
  climate: Abilene
  opens: 2027
  horizon: 2 years
  contract Grid: ERCOT_Industrial {
    capacity: 60 MW
  }
  network Backend: RailOptimized {}
  hall A {
    racks: 200 of GB200_NVL72
    cooling: DirectToChip {}
    network: Backend
    power: Grid
  }
  workload Train: Pretraining {
    on: [A]
    accelerators: 1_000
  }
}
`;
