using BenchmarkDotNet.Running;
using Marketplace.Benchmarks.Cql;
using Marketplace.Benchmarks.Cql.Stub;
using Marketplace.Benchmarks.Log;
using Marketplace.Benchmarks.Mix;
using Marketplace.Benchmarks.Providers;
using Marketplace.Benchmarks.Start;
using Marketplace.Benchmarks.Stock;
using Marketplace.Benchmarks.Store;
using CassandraEntities = Marketplace.Benchmarks.Entities.CassandraEntities;
using ManyEntities = Marketplace.Benchmarks.Entities.ManyEntities;

// Runs against a disk are timed as a whole and are commands of their own; the rest are BenchmarkDotNet's.
switch (args)
{
    case ["store-commits", .. var rest]:
        await StoreCommits.RunAsync(rest);
        break;
    case ["log-reads", .. var rest]:
        await LogReads.RunAsync(rest);
        break;
    case ["kafka-log", .. var rest]:
        await KafkaLog.RunAsync(rest);
        break;
    case ["kafka-behind", .. var rest]:
        await KafkaBehind.RunAsync(rest);
        break;
    case ["hot-item", .. var rest]:
        await HotItem.RunAsync(rest);
        break;
    case ["many-entities", .. var rest]:
        await ManyEntities.RunAsync(rest);
        break;
    case ["cassandra-entities", .. var rest]:
        await CassandraEntities.RunAsync(rest);
        break;
    case ["hollow-shop", .. var rest]:
        await HollowShop.RunAsync(rest);
        break;
    case ["grain-state", .. var rest]:
        await GrainState.RunAsync(rest);
        break;
    case ["reminders", .. var rest]:
        await Reminders.RunAsync(rest);
        break;
    case ["membership", .. var rest]:
        await Membership.RunAsync(rest);
        break;
    case ["first-answer", .. var rest]:
        await FirstAnswer.RunAsync(rest);
        break;
    case ["cql-stub", .. var rest]:
        await StubServer.RunAsync(rest);
        break;
    case ["cql-client", .. var rest]:
        await ClientRun.RunAsync(rest);
        break;
    case ["cql-clients", .. var rest]:
        await ClientComparison.RunAsync(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
