/** A library as small as the tests of the language need: one entry of each sort. */
export const catalogues: Readonly<Record<string, string>> = {
  'std/parts': `
accelerator Gpu { tdp: 1 kW, bf16: 1_000 TFLOP/s, scaleUpDomain: 8 }

server Box { accelerator: Gpu, accelerators: 8, peak: 10 kW }

/// Four boxes.
@source("Data sheet", 2025, "page 2", standing: vendor)
rack Rack { server: Box, servers: 4 }

rack Blank { accelerator: Gpu, accelerators: 8 }

switch Switch { radix: 64, portRate: 400 Gb/s, power: 1 kW }

@source("Cabling guide", 2024, "table 1", standing: published)
railOptimized Fabric { switch: Switch, opticalShare: 90 % }

directToChip Plant { supply: 32 degC, capital: 2_100 USD/kW }

airCooling Air { supply: 24 degC, capital: 1_500 USD/kW }

climate Here { lat: 32, lon: -99, meanDryBulb: 18 degC, meanWetBulb: 13 degC }

climate Half { lat: 40, lon: -4, meanDryBulb: 15 degC }

model Llama { parameters: 70e9, kvPerToken: 320 kB/token }

tariff Industrial { energy: 42 USD/MWh, demandCharge: 9.5 USD/kW/month }

let halfway = 50 %
`,
  'std/workloads': `
training Pretraining { mfu: 40 % }

inference Chat { promptTokens: 1_000, outputTokens: 200, slo { ttft: 450 ms, tpot: 40 ms } }
`,
  'std/regions': `
region us_south { lat: 31, lon: -90 }
region us_east { lat: 40, lon: -75 }
region us_west { lat: 36, lon: -119 }
`,
};
