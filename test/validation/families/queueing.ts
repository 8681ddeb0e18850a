import { erlangC, meanWait, waitPercentile } from '../../../compiler/src/simulation/serving/erlang.js';
import { type Driver, type Family, none } from '../support/driver.js';

/** Residence, residents, waiting and the empty share of `c` servers at `rate` arrivals, all in the units of `service`. */
function station(c: number, rate: number, service: number, variability = 1) {
  const offered = rate * service;
  const wait = meanWait(c, offered, service, variability);
  return { offered, wait, residence: wait + service, residents: rate * (wait + service), waiting: rate * wait };
}

const singleServer: Driver = (inputs) => {
  const [a, b] = inputs.list('cases').map((each) => {
    const [rate, service] = [each.number('lam'), 1 / each.number('mu')];
    return { ...station(1, rate, service), empty: 1 - erlangC(1, rate * service) };
  });
  if (a === undefined || b === undefined) throw new Error('two queues are expected');
  return {
    'a.L': a.residents,
    'a.W_h': a.residence,
    'a.p0': a.empty,
    'b.Lq': b.waiting,
    'b.Wq_min': b.wait * 60,
    'b.p0': b.empty,
  };
};

const severalServers: Driver = (inputs) => {
  const stations = inputs.numbers('c').map((c) => station(c, inputs.number('lam'), 1 / inputs.number('mu')));
  return { Lq: stations.map(({ waiting }) => waiting), W: stations.map(({ residence }) => residence) };
};

/** By Jackson's theorem the stations of an open network stand alone at their own arrival rates. */
const openNetworks: Driver = (inputs) => {
  const visited = (key: string) => {
    const network = inputs.at(key);
    const service = network.numbers('service');
    return network.numbers('visits').map((visits, i) => station(1, visits * network.number('lam'), service[i] ?? NaN));
  };
  const jain = visited('jain_34_1');
  const lazowska = visited('lazowska_p113');
  const rates = inputs.at('bolch_7_4');
  const bolch = rates.numbers('station_rates').map((rate, i) => station(1, rate, rates.numbers('service')[i] ?? NaN));
  return {
    'jain.R': jain.map(({ residence }) => residence),
    'jain.U': jain.map(({ offered }) => offered),
    'lazowska.U1': lazowska[0]?.offered ?? NaN,
    'lazowska.Q1': lazowska[0]?.residents ?? NaN,
    'bolch.U': bolch.map(({ offered }) => offered),
    'bolch.R': bolch.map(({ residence }) => residence),
    'bolch.Q': bolch.map(({ residents }) => residents),
  };
};

const callCentre: Driver = (inputs) => {
  const c = inputs.number('servers');
  const service = inputs.number('service_min') * 60;
  const { offered, wait } = station(c, inputs.number('lam_per_h') / 3600, service);
  const waiting = erlangC(c, offered);
  // The program gives the wait at a percentile; the service level is the percentile at a wait.
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (waitPercentile(waiting, c, offered, service, middle) <= inputs.number('target_s')) low = middle;
    else high = middle;
  }
  return { offered_erlangs: offered, occupancy: offered / c, p_wait: waiting, asa_s: wait, service_level: low };
};

const generalService: Driver = (inputs) => {
  const service = inputs.number('service');
  const waits = (scv: number) =>
    inputs.numbers('rho').map((rho) => station(1, rho / service, service, (1 + scv) / 2).wait);
  return Object.fromEntries(inputs.numbers('scv').map((scv) => [`Wq_scv${scv}`, waits(scv)]));
};

export const queueing: Family = {
  'D-mm1-*': singleServer,
  'D-mmc-*': severalServers,
  'D-jackson-open': openNetworks,
  'D-erlangc-*': callCentre,
  'D-mg1-pk': generalService,
  'D-azure-trace-*': none(
    'the program reads no traces; its workloads carry moments of them as sources, and `npm test` compares them where the data are',
  ),
};
