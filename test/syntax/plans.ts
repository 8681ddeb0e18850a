/** Plans to break: every construct of the language, and enough blocks to keep some. */
export const samplePlan = `import std/racks { GB200_NVL72, HGX_H200_Air as Air }
import "./halls.dcplan" as halls

let growth = 35 %/year

/// A campus.
campus Prairie {
  climate: Abilene // warm
  opens: 2027-01, horizon: 15 years

  users { us_south: 35 %, us_east: 40 % }

  contract Grid: ERCOT {
    capacity: { 2027-01: 270 MW, 2028-07: 300 MW }
    minimumDemand: 85 %
  }

  /// Four halls.
  @source("Datasheet", 2026, "table 2")
  hall A[1..4] {
    racks: [400 of GB200_NVL72, 20 of Air]
    cooling: DirectToChip {
      supply: 32 degC
      redundancy: N+1
    }
    retrofit R {
      to: Hybrid
      cost: 300 USD/kW
    }
    density: 132 kW/rack ± 5 %
  }

  hall Edge: A {
    cooling: AirEconomizer | Hybrid { x: 1 }
    idle: if density < 100 kW/rack then spread else off
  }

  workload Assistant: Chat {
    on: { A: 60 %, Edge: 40 % }
    demand: 12_000 req/s growing growth from 2027 until 2035
    slo { ttft: 450 ms, tpot: 40 ms }
  }

  require Grid.peak <= 0.95 * Grid.capacity in 2027..2032
    and pue <= sum(h.pue for h in halls) "clause {7}"
}

kind hall: base {
  density?: varying uncertain Power/rack = 10 kW/rack in 1 kW/rack .. 5 kW/rack as kW/rack
  idle: spread | off = spread
  retrofit: retrofit*
}

@probability(30 %)
scenario Surge { Prairie.Assistant.demand: 3 * Prairie.Assistant.demand }

test "the surge" {
  with Surge
  expect error "DCP4103" on Prairie.Grid
}
`;

/** A campus of `count` halls of sixteen lines each. */
export function campusOf(count: number): string {
  const hall = (number: number): string => `  /// Hall ${number}.
  hall H${number}: Base {
    racks: 400 of GB200_NVL72
    cooling: DirectToChip { supply: 32 degC, redundancy: N+1 }
    network: Backend
    power: Grid // the one
    idle: spread
    density: 132 kW/rack ± 5 %
    retrofit R {
      to: Hybrid
      cost: 300 USD/kW
      trigger: density > 150 kW/rack
    }
    capacity: { 2027-01: 270 MW, 2028-07: 300 MW }
  }
`;
  const halls = Array.from({ length: count }, (_, number) => hall(number));
  return `campus Prairie {\n  climate: Abilene\n${halls.join('\n')}\n  require pue <= 1.25\n}\n`;
}
