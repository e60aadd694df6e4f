using System.Globalization;

namespace Orleans.Storage.Contract;

// Several activations of one grain at once, as a partition of the cluster or a paused silo makes them.
public abstract partial class GrainStorageContract
{
    private const int Rivals = 16;

    [Fact]
    public async Task Of_many_first_writes_one_is_stored() => await AssertOneWinsAsync(async rivals =>
    {
        await Task.CompletedTask;
        return rivals.Select((rival, i) => (Func<Task>)(() => rival.WriteAsync($"{i}")));
    });

    [Fact]
    public async Task Of_many_writes_on_one_ETag_one_is_stored() => await AssertOneWinsAsync(async rivals =>
    {
        await rivals[0].WriteAsync("before");
        await Task.WhenAll(rivals.Select(rival => rival.ReadAsync()));
        return rivals.Select((rival, i) => (Func<Task>)(() => rival.WriteAsync($"{i}")));
    });

    [Theory]
    [MemberData(nameof(DeletesOnClear))]
    public async Task Of_many_clears_and_writes_on_one_ETag_one_is_stored(bool deletes) => await AssertOneWinsAsync(async rivals =>
    {
        await rivals[0].WriteAsync("before");
        await Task.WhenAll(rivals.Select(rival => rival.ReadAsync()));
        return rivals.Select((rival, i) => (Func<Task>)(() => i % 2 == 0 ? rival.ClearAsync() : rival.WriteAsync($"{i}")));
    }, deletes);

    [Fact]
    public async Task Increments_by_activations_that_race_add_up()
    {
        const int Each = 12;
        var storages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Subject.OpenAsync(new StorageSettings()).AsTask()));
        await Task.WhenAll(storages.Select(storage => Task.Run(async () =>
        {
            var activation = new Activation(storage, Grain);
            for (var done = 0; done < Each;)
            {
                await activation.ReadAsync();
                var count = activation.Exists ? int.Parse(activation.Text, CultureInfo.InvariantCulture) : 0;
                try
                {
                    await activation.WriteAsync($"{count + 1}");
                    done++;
                }
                catch (InconsistentStateException)
                {
                    // Somebody was faster: read again.
                }
            }
        }, Token)));

        await new Activation(storages[0], Grain).AssertStoredAsync($"{storages.Length * Each}");
    }

    [Fact]
    public async Task Many_grains_at_once_keep_to_themselves()
    {
        var storage = await Subject.OpenAsync(new StorageSettings());
        await Parallel.ForAsync(0, 100, Token, async (i, token) =>
        {
            var activation = new Activation(storage, GrainId.Create("thing", $"{i}"));
            for (var write = 0; write < 10; write++)
            {
                var text = $"{i} {write}";
                await activation.WriteAsync(text, token);
                await activation.AssertStoredAsync(text, activation.ETag);
            }
        });
    }

    private async Task AssertOneWinsAsync(Func<Activation[], Task<IEnumerable<Func<Task>>>> prepare, bool deletes = false)
    {
        for (var round = 0; round < 5; round++)
        {
            var grain = GrainId.Create("thing", $"{round}");
            var rivals = await Task.WhenAll(Enumerable.Range(0, Rivals).Select(_ => ActivateAsync(deletes, grain)));
            var calls = (await prepare(rivals)).ToList();

            var failures = await Task.WhenAll(calls.Select(call => Task.Run(async () => await Record.ExceptionAsync(call), Token)));

            var winner = rivals[Assert.Single(Enumerable.Range(0, Rivals), i => failures[i] is null)];
            Assert.All(failures.Where(failure => failure is not null), failure => Assert.IsType<InconsistentStateException>(failure));
            var stored = await winner.ReadAgainAsync();
            Assert.Equal((winner.ETag, winner.Text, winner.Exists), (stored.ETag, stored.Text, stored.Exists));
        }
    }
}
