import { expect } from 'vitest';
import type { thermalCodes } from '../../../compiler/src/text/codes/fit/thermal.js';
import { type Cases } from '../cases.js';
import { hall } from '../cases.js';
import { campus, expectClose, find, type Found, training, worth } from '../fixture.js';
import { H200 } from './plans.js';

/** Eight racks of GB200 on a cooling. */
const liquid = (cooling: string): string =>
  training({ hall: hall('8 of GB200_NVL72', cooling, '', 'RailOptimized { oversubscription: 1:1 }') });
const air = (cooling: string, more = ''): string => campus({ hall: hall(H200, cooling, more) });
/** Racks of 27 kW: too dense for outdoor air through the hall. */
const vanes = air('CRAH_Chiller_Vanes', 'density: 27 kW/rack');
const drives = air('CRAH_Chiller', 'density: 27 kW/rack');
const cold = liquid('DirectToChip { supply: 20 degC }');
const warm = liquid('DirectToChip { supply: 45 degC }');
const hybrid = air('Hybrid');
/** With the threshold of a real campus: the plant's size is no finding then. */
const cycling = (cooling: string): string => campus({ policy: '', hall: hall(H200, cooling) });

/** What one plan costs more than another, USD. */
function dearer(found: Found, twin: string): number {
  return found.result.presentValue! - find(twin).result.presentValue!;
}

/** Joules of the plant of hall A over the horizon. */
const plantEnergy = ({ result }: Found): number =>
  result.halls.get('C.A')!.plantEnergy.reduce((sum, joules) => sum + joules, 0);
const overhead = (found: Found): string =>
  (plantEnergy(found) / found.result.halls.get('C.A')!.itEnergy.reduce((sum, joules) => sum + joules, 0)).toFixed(3);

export const thermalCases: Cases<keyof typeof thermalCodes> = {
  'thermal-part-load': {
    fires: campus(),
    quiet: training(),
    path: 'C.A.cooling',
    at: 'AirEconomizer',
    words: ["A's AirEconomizer plant is sized for 419 kW", '% of it'],
    also: ({ message, impact, fixes, notes }, { result }) => {
      const { plantRating, itEnergy, belowTurndownHours } = result.halls.get('C.A')!;
      // 20 racks of two servers of 10.2 kW, and the hall's switches.
      expectClose(plantRating, 408_000 + result.metrics.get('C.A.network')!.get('power')!.value!);
      const mean = (itEnergy[0]! + itEnergy[1]!) / (2 * 8760 * 3600);
      expect(message).toContain(`carries ${(mean / 1e3).toFixed(0)} kW on average from 2027-01`);
      expect(Math.max(...belowTurndownHours)).toBeLessThan(100);
      expect(message).toContain(`${((100 * mean) / plantRating).toFixed(1)} % of it`);
      expect(notes).toContain('The turndown of AirEconomizer (10 %) is an assumption.');
      expect(impact!.presentValue).toBeGreaterThan(0);
      expect(impact!.presentValue).toBe(fixes![0]!.predicted!.presentValue);
      // Three racks bring a plant of 63 kW: nothing is left for 0.2 MW to save.
      expect(notes!.at(-1)).toBe(
        'All of it is saved by the smaller hall of DCP4701, whose plant shrinks along: beside that one, this mend adds nothing.',
      );
      const full = find(campus({ hall: hall('3 of HGX_H200_Air', 'AirEconomizer', 'plantCapacity: 0.2 MW') }));
      expect(full.of('DCP4701')).toEqual([]);
      expect(full.one('DCP4103').notes!.join()).not.toContain('DCP4701');
    },
  },
  'thermal-cycling': {
    fires: cycling('CRAH_Chiller { turndown: 85 % }'),
    quiet: cycling('CRAH_Chiller { turndown: 85 %, lowLoad: hotGas }'),
    path: 'C.A.cooling',
    at: 'CRAH_Chiller { turndown: 85 % }',
    words: [
      "each compressor of A's CRAH_Chiller starts",
      'times a day in 20',
      'they cycle below their least stable load',
    ],
    also: ({ message, severity, fixes, impact }, found) => {
      const [, perDay, year] = /starts ([\d.]+) times a day in (\d+)/.exec(message)!;
      const index = found.result.years.indexOf(Number(year));
      // One machine of two runs, with the share of its rating that the heat has of the plant's, and cycles by its timers.
      const { plantRating } = found.result.halls.get('C.A')!;
      const starts = found.result.hours('C.A', index)!.it.reduce((sum, watts) => {
        const ratio = watts / (0.85 * plantRating);
        return ratio < 1 ? sum + 3600 / Math.max(600 / ratio, 900 / (1 - ratio)) : sum;
      }, 0);
      expect(Math.abs(starts / 365 / 2 / Number(perDay) - 1)).toBeLessThan(0.06);
      // The library has no price for wear: information, with the cheapest mend.
      expect(severity).toBe('info');
      expect(impact!.presentValue).toBeNull();
      expect(fixes!.map(({ title }) => title)).toContain('lowLoad: hotGas');
    },
  },
  'chiller-class': {
    fires: vanes,
    quiet: drives,
    path: 'C.A.cooling',
    at: 'CRAH_Chiller_Vanes',
    words: [
      "A's CRAH_Chiller_Vanes has inlet-vane compressors",
      'variable-speed compressors of the same plant take less there',
    ],
    also: ({ impact, fixes, message }, found) => {
      expect(fixes!.map(({ title }) => title)).toEqual(['cooling: CRAH_Chiller']);
      expect(Math.abs(impact!.presentValue! - dearer(found, drives))).toBeLessThan(1e-3);
      const { itEnergy, plantRating } = found.result.halls.get('C.A')!;
      const load = (itEnergy[0]! + itEnergy[1]!) / (2 * 8760 * 3600) / plantRating;
      expect(message).toContain(`carries ${(100 * load).toFixed(1)} % of its rating`);
      // The same heat, and less power for it.
      expect(plantEnergy(found)).toBeGreaterThan(1.2 * plantEnergy(find(drives)));
    },
  },
  'supply-too-cold': {
    fires: cold,
    quiet: warm,
    path: 'C.A.cooling',
    at: 'DirectToChip { supply: 20 degC }',
    words: ["A's DirectToChip supplies coolant of 20 °C and its racks accept 45 °C"],
    also: ({ message, impact, fixes }, found) => {
      expect(fixes!.map(({ title }) => title)).toEqual(['supply: 45 degC']);
      expect(message).toContain(`takes ${overhead(found)} kW per kW of IT, and ${overhead(find(warm))} with supply`);
      expect(Math.abs(impact!.presentValue! - dearer(found, warm))).toBeLessThan(1e-3);
      expect(plantEnergy(find(warm))).toBeLessThan(plantEnergy(found));
    },
  },
  'density-above-air': {
    fires: air('CRAH_Chiller { maxDensity: 15 kW/rack }'),
    quiet: air('CRAH_Chiller'),
    path: 'C.A.cooling',
    at: 'CRAH_Chiller { maxDensity: 15 kW/rack }',
    words: ["at 15 kW a rack CRAH_Chiller carries 73.5 % of the heat of A's racks of 20.4 kW"],
    also: ({ impact, fixes }, found) => {
      expect(found.of('DCP3001')).toHaveLength(1);
      const lines = found.result.costs.filter(
        ({ path, subsystem }) => path === 'C.A' && (subsystem === 'rack' || subsystem === 'network'),
      );
      const yearly = [0, 1].map((year) => lines.reduce((sum, line) => sum + line.byYear[year]!, 0));
      expectClose(impact!.presentValue, (1 - 15 / 20.4) * worth(yearly));
      expect(fixes!.map(({ title }) => title)).toContain('cooling: AirEconomizer');
    },
  },
  'liquid-share': {
    fires: hybrid,
    quiet: campus(),
    path: 'C.A.cooling',
    at: 'Hybrid',
    words: ["A's Hybrid is built for 87 % of the heat in liquid and 100 % in air", '87 % of its rating stands by'],
    also: ({ impact, fixes }, found) => {
      expect(fixes!.map(({ title }) => title)).toEqual(['cooling: AirEconomizer']);
      expect(Math.abs(impact!.presentValue! - dearer(found, campus()))).toBeLessThan(1e-3);
      // Cold plates whose loop takes less than they give are the other half of it.
      const short = find(liquid('DirectToChip { liquidShare: 60 % }')).one('DCP4108');
      expect(short.message).toBe(
        'GB200_NVL72 in A give 87 % of their heat to liquid; the loop of DirectToChip takes 60 %',
      );
      expect(short.fixes!.map(({ title }) => title)).toEqual(['liquidShare: 87 %']);
    },
  },
  'ride-through': {
    fires: liquid('DirectToChip { loopVolume: 1 L/kW, bufferVolume: 0.5 L/kW }'),
    quiet: liquid('DirectToChip { loopVolume: 1 L/kW, bufferVolume: 6.3 L/kW }'),
    path: 'C.A.cooling',
    at: 'DirectToChip { loopVolume: 1 L/kW, bufferVolume: 0.5 L/kW }',
    words: ['at full load A trips 61 s after it loses its cooling', '300 s to start again after a loss of power'],
    also: ({ fixes }) => {
      // 1 L of glycol and 0.5 L of water per kW, 10 K.
      const seconds = (1e-6 * 1030 * 3900 + 0.5e-6 * 997 * 4180) * 10;
      expect(seconds.toFixed(0)).toBe('61');
      const litres = 0.5 + ((300 - seconds) / (997 * 4180 * 10)) * 1e6;
      expect(fixes![0]!.title).toBe(`bufferVolume: ${String(Math.ceil(litres * 10) / 10)} L/kW`);
      // In seconds: a tenth of the loop does not bridge its pumps; what the library assumes is not judged.
      const fast = find(liquid('DirectToChip { loopVolume: 0.1 L/kW, bufferVolume: 9 L/kW }')).one('DCP4109');
      expect(fast.message).toContain('its coolant distribution units take');
      expect(find(liquid('DirectToChip { rideThrough: 60 s }')).of('DCP4109')).toHaveLength(1);
      expect(find(liquid('DirectToChip')).of('DCP4109')).toEqual([]);
    },
  },
};
