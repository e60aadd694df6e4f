using Marketplace.Tests.Shared;
using Microsoft.Extensions.Time.Testing;
using Orleans.Entities.Cassandra.Tests.Events;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Cassandra.Tests.Storage;

/// <summary>How often replicas talk to each other for a commit and an activation, as they wrote it down.</summary>
[Collection(nameof(ThreeNodes))]
public sealed class RoundTripTests(ThreeNodes nodes)
{
    private const int MaxTries = 5;

    private static readonly EntityKey Key = new("thing", "1");
    private static readonly string[] Commit = ["PAXOS2_PREPARE_REQ", "PAXOS2_PROPOSE_REQ", "PAXOS_COMMIT_REQ"];
    private static readonly string[] Registration = ["MUTATION_REQ", "READ_REQ"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_takes_three_an_activation_one_and_a_registration_two()
    {
        var options = TestStore.OptionsFor(await nodes.StartedOrSkipAsync());
        await using (var owner = await TestOwner.OpenAsync(options, new ArrivalLog(), new FakeTimeProvider(), Token))
        {
            var writer = new EntityWriter(owner.Entities, Key);
            await writer.WriteAsync("a head");

            await AssertAsync(owner, Commit, _ => writer.WriteAsync("a head", [EntityWriter.Row("lines", "1", "a line")]));
            await AssertAsync(owner, Commit[..1], async _ => await owner.Entities.OpenAsync(Key, Token));
            await AssertAsync(
                owner,
                [.. Registration, .. Commit],
                number => new EntityWriter(owner.Entities, new EntityKey("thing", $"unfinished {number}")).WriteAsync("a head", unfinished: true));
        }

        await TestKeyspaces.DropAsync(options);
    }

    // A replica that is late makes one talk more now and then.
    private static async Task AssertAsync(TestOwner owner, string[] expected, Func<int, Task> act)
    {
        var requests = new List<string>();
        for (var tries = 0; tries < MaxTries && !requests.SequenceEqual(expected); tries++)
        {
            owner.Connection.Traces = new();
            await act(tries);
            requests.Clear();
            foreach (var trace in owner.Connection.Traces)
                requests.AddRange(await CassandraTraces.RequestsAsync(owner.Connection.Session, trace, Token));
        }

        owner.Connection.Traces = null;
        Assert.Equal(expected, requests);
    }
}
