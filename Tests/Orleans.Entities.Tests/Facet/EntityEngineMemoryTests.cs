namespace Orleans.Entities.Tests;

public sealed class EntityEngineMemoryTests
{
    private static readonly RowSet<CounterRow> Rows = CounterRow.All;

    private readonly EngineHarness _harness = new();

    [Fact]
    public Task The_rows_of_a_new_entity_are_never_read() => _harness.RunAsync(async () =>
    {
        Assert.Null(await GetAsync("a"));
        await PutAsync("a", 1);
        Assert.Equal(1, await GetAsync("a"));
        Assert.Equal(1, (await _harness.Engine.ReadRangeAsync(Rows, null, 10, default)).Rows.Single().Value.Amount);
        Assert.Null(await _harness.Engine.ReadRowAsync(Rows, "b", default));

        Assert.Equal(0, _harness.Script.Reads);
    });

    [Fact]
    public async Task What_was_read_or_written_once_is_not_read_again()
    {
        await _harness.RunAsync(() => PutAsync("a", 1));
        var again = _harness.Again();
        await again.RunAsync(async () =>
        {
            Assert.Equal(1, await again.GetAsync("a"));
            Assert.Null(await again.GetAsync("b"));
            Assert.Equal(2, again.Script.Reads);

            await again.PutAsync("b", 2);
            Assert.Equal(1, await again.GetAsync("a"));
            Assert.Equal(2, await again.GetAsync("b"));
            Assert.Equal(2, again.Script.Reads);
        });
    }

    [Fact]
    public async Task A_collection_that_was_read_whole_is_not_read_again()
    {
        await _harness.RunAsync(() => PutAsync("a", 1));
        var again = _harness.Again();
        await again.RunAsync(async () =>
        {
            await again.Engine.ReadRangeAsync(Rows, null, 10, default);
            await again.PutAsync("c", 3);
            await again.PutAsync("b", 2);
            var view = await again.Engine.ReadRangeAsync(Rows, "a", 10, default);

            Assert.Equal(["b", "c"], view.Rows.Select(row => row.Key));
            Assert.Null(await again.GetAsync("d"));
            Assert.Equal(1, again.Script.Reads);
        });
    }

    private Task PutAsync(string key, int amount) => _harness.PutAsync(key, amount);

    private Task<int?> GetAsync(string key) => _harness.GetAsync(key);
}
