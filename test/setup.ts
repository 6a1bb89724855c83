import fc from 'fast-check';

// One seed for every run, so that a run judges the change and not its luck; `npm run properties` draws others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
