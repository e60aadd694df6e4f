namespace Orleans.Entities.Tests;

public sealed class RowMemoryTests
{
    private const int Row = 1_000;

    private readonly RowBudget _budget = new(1 << 20);

    [Fact]
    public void What_is_not_remembered_of_an_entity_that_is_not_new_is_not_known()
    {
        var memory = new RowMemory(_budget, isNew: false);

        Assert.False(memory.TryFind(Key("a", 1), out _));
        Assert.False(memory.TryList("a", null, out _));
    }

    [Fact]
    public void A_row_that_is_not_there_is_remembered_too()
    {
        var memory = new RowMemory(_budget, isNew: false);

        memory.Remember(Key("a", 1), default);

        Assert.True(memory.TryFind(Key("a", 1), out var row));
        Assert.Null(row.Row);
    }

    [Fact]
    public void Of_a_new_entity_everything_is_known()
    {
        var memory = new RowMemory(_budget, isNew: true);

        memory.Lay(Changes((Key("a", 2), Row), (Key("a", 1), Row), (Key("b", 1), Row)));
        memory.Lay(Changes((Key("b", 1), null)));

        Assert.True(memory.TryFind(Key("b", 1), out var gone) && gone.Row is null);
        Assert.True(memory.TryList("a", null, out var rows));
        Assert.Equal(["01", "02"], rows.Select(row => row.Key));
        Assert.True(memory.TryList("a", "01", out rows));
        Assert.Equal(["02"], rows.Select(row => row.Key));
    }

    [Fact]
    public void A_collection_that_was_read_whole_is_known_whole_and_the_others_are_not()
    {
        var memory = new RowMemory(_budget, isNew: false);

        memory.RememberWhole("a", [new("01", RowChange.Of(new byte[Row]))]);

        Assert.True(memory.TryFind(Key("a", 2), out var absent) && absent.Row is null);
        Assert.False(memory.TryFind(Key("b", 2), out _));
    }

    [Fact]
    public void What_was_not_used_for_longest_is_forgotten_first_and_its_collection_is_whole_no_more()
    {
        var memory = new RowMemory(_budget, isNew: true);
        for (var i = 0; i < 14; i++)
            memory.Lay(Changes((Key(i < 7 ? "a" : "b", i), Row)));
        Assert.True(memory.TryFind(Key("a", 0), out _));

        memory.Lay(Changes((Key("b", 14), Row)));

        Assert.True(memory.TryFind(Key("a", 0), out _));
        Assert.False(memory.TryFind(Key("a", 1), out _));
        Assert.False(memory.TryList("a", null, out _));
        Assert.True(memory.TryList("b", null, out var rows));
        Assert.Equal(8, rows.Count);
    }

    [Fact]
    public void It_takes_no_more_than_it_may_whatever_comes()
    {
        var memory = new RowMemory(_budget, isNew: true);

        for (var i = 0; i < 10_000; i++)
            memory.Lay(Changes((Key("a", i), i % 50), (Key("a", i - 20), null)));

        Assert.InRange(_budget.Taken, 1, RowMemory.MaxBytes);
        memory.Close();
        Assert.Equal(0, _budget.Taken);
        memory.Remember(Key("a", 1), RowChange.Of(new byte[Row]));
        Assert.Equal(0, _budget.Taken);
    }

    [Fact]
    public void Who_comes_when_all_together_have_no_room_left_remembers_nothing()
    {
        var budget = new RowBudget(2 * Row);
        var (first, second) = (new RowMemory(budget, isNew: false), new RowMemory(budget, isNew: false));
        first.Lay(Changes((Key("a", 1), Row)));

        second.Lay(Changes((Key("a", 1), Row)));

        Assert.True(first.TryFind(Key("a", 1), out _));
        Assert.False(second.TryFind(Key("a", 1), out _));
        first.Close();
        second.Lay(Changes((Key("a", 1), Row)));
        Assert.True(second.TryFind(Key("a", 1), out _));
    }

    private static RowKey Key(string collection, int number) => new(collection, $"{number:00}");

    private static RowChanges Changes(params (RowKey Key, int? Bytes)[] rows)
    {
        var changes = new RowChanges();
        foreach (var (key, bytes) in rows)
            changes.Set(key, bytes is { } length ? new(new CounterRow(length), new byte[length]) : default);
        return changes;
    }
}
