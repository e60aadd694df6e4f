using BenchmarkDotNet.Running;
using Marketplace.Benchmarks.Store;

// Runs against a disk are timed as a whole and are commands of their own; the rest are BenchmarkDotNet's.
if (args is ["store-commits", .. var rest])
    await StoreCommits.RunAsync(rest);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
