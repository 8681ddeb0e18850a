import type { AnyNetwork } from '../../ir/index.js';
import { refine } from '../../ir/refine.js';
import { showIn, showShare } from '../../ir/show.js';
import { eachGroup, groupsAmong } from '../alike.js';
import { bestWhatIf, type FitContext, metricOf, subsystemCost, thresholdOf, type Trial } from '../context.js';
import type { Change, Finding, LibraryName } from '../finding.js';
import { blockName, listed, openingMonth } from '../words.js';
import { fabricPath, type HallFabric, hallFabrics } from './fabric-views.js';

const THINNER = [2, 3, 4, 8] as const;
const LEAF_SPINE: LibraryName = { module: 'std/networks', name: 'LeafSpine' };

/** DCP4201: a fabric of which no workload ever uses half, where a thinner one saves money and serves no less. */
export function networkBisectionUnused(context: FitContext): Finding[] {
  const groups = new Map<string, HallFabric[]>();
  for (const view of hallFabrics(context)) {
    const key = fabricPath(view);
    groups.set(key, [...(groups.get(key) ?? []), view]);
  }
  const findings: Finding[] = [];
  const own = new Map<string, { readonly view: HallFabric; readonly built: number }>();
  for (const [path, views] of groups) {
    const built = metricOf(context.result, path, 'bisection')?.value ?? null;
    if (built === null || built <= 0) continue;
    const light = views.filter((view) => view.need < 0.5 * built);
    if (light.length === 0) continue;
    const whole = light.length === views.length;
    if (whole && light[0]?.block !== undefined) {
      findings.push(
        ...check(context, light, light[0].block, 'oversubscription', built, blockTrials(light[0].block, light, built)),
      );
    } else {
      for (const view of light) own.set(view.path, { view, built });
    }
  }
  const found = eachGroup(context, groupsAmong(context, new Set(own.keys())), (context, { path }) => {
    const { view, built } = own.get(path)!;
    return check(context, [view], path, 'network', built, hallTrials(context, view, built));
  });
  return [...findings, ...found];
}

function check(
  context: FitContext,
  views: readonly HallFabric[],
  path: string,
  property: string,
  built: number,
  trials: readonly Trial[],
): Finding[] {
  const campus = views[0]?.campus;
  const cost = campus === undefined ? null : subsystemCost(context.result, campus.path ?? '', 'network');
  if (campus === undefined || cost === null) return [];
  const { minimum, share } = thresholdOf(context.plan, campus);
  const mend = bestWhatIf(context, trials, Math.max(minimum, share * cost));
  if (mend === undefined) return [];
  const need = Math.max(...views.map((view) => view.need));
  const from = views.map((view) => openingMonth(view.campus, view.hall)).reduce((a, b) => (b < a ? b : a));
  const names = listed(views.map((view) => blockName(view.path)));
  return [
    {
      code: 'DCP4201',
      slug: 'network-bisection-unused',
      severity: 'warning',
      path,
      property,
      message: `the fabric of ${names} gives every accelerator ${showIn(built, 'Gb/s')} across its narrowest cut; the work placed there needs ${need > 0 ? `${showIn(need, 'Gb/s')} at most, ${showShare(need / built)} of it` : 'none of it'}`,
      impact: {
        presentValue: mend.predicted.presentValue,
        energy: mend.predicted.energy,
        carbon: mend.carbon,
        from,
        until: null,
        basis: `this plan less the same plan with: ${mend.title}`,
      },
      mends: [mend],
      related: views
        .filter((view) => view.path !== path)
        .map((view) => ({
          path: view.path,
          property: 'network',
          message: `${blockName(view.path)} is on this fabric`,
        })),
    },
  ];
}

/** A thinner leaf of the same fabric. */
function blockTrials(block: string, views: readonly HallFabric[], built: number): Trial[] {
  const need = Math.max(...views.map((view) => view.need));
  return THINNER.filter((o) => fits(views[0]?.network, o, need, built)).map((o) => thinner(block, o));
}

function thinner(path: string, ratio: number): Trial {
  const text = `${String(ratio)}:1`;
  const property = 'oversubscription';
  const change: Change = { type: 'property', path, property, text, imports: [], value: ratio };
  return { title: `oversubscription: ${text}`, changes: [change] };
}

/** A thinner leaf of the fabric that the hall has, or of one of its own like the block that it shares, and a thin leaf-spine fabric. */
function hallTrials({ library }: FitContext, view: HallFabric, built: number): Trial[] {
  const ratios = THINNER.filter((o) => fits(view.network, o, view.need, built));
  const key = `${LEAF_SPINE.module}#${LEAF_SPINE.name}`;
  const leafSpine = library.get(key);
  const trials = ratios.map((o): Trial => {
    const text = `LeafSpine { oversubscription: ${String(o)}:1 }`;
    const value = leafSpine && refine(leafSpine, { oversubscription: o }, key);
    const { path } = view;
    const change: Change = { type: 'property', path, property: 'network', text, imports: [LEAF_SPINE], value };
    return { title: `network: ${text}`, changes: [change] };
  });
  const thinnest = ratios.at(-1);
  if (thinnest === undefined) return trials;
  const own = thinner(`${view.path}.network`, thinnest);
  const title = view.block === undefined ? own.title : `network: ${blockName(view.block)} { ${own.title} }`;
  return [{ ...own, title }, ...trials];
}

/** True where a leaf oversubscribed `o` times is thinner than the fabric and still covers the need. */
function fits(network: AnyNetwork | undefined, o: number, need: number, built: number): boolean {
  if (network === undefined || o <= network.oversubscription) return false;
  return (built * network.oversubscription) / o >= need;
}
