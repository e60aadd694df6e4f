namespace Orleans.Storage.Contract;

// What a reminder is found by: the service, the grain with its type, and its name.
public abstract partial class ReminderTableContract
{
    [Fact]
    public async Task Reminders_of_one_grain_are_apart_whatever_their_names() => await AssertApartAsync(AwkwardNames.All.Select(name => (Grain, name)));

    [Fact]
    public async Task Grains_are_apart_whatever_their_keys_and_types() => await AssertApartAsync(
        AwkwardNames.Visible.SelectMany(name => new[] { (GrainId.Create("thing", name), "tick"), (GrainId.Create(name, "thing"), "tick") }));

    [Fact]
    public async Task Names_that_run_together_are_apart() => await AssertApartAsync(
        from type in (string[])["a", "ab", "abc"]
        from key in (string[])["b", "bc", "c"]
        from name in (string[])["bc", "c", "abc"]
        select (GrainId.Create(type, key), name));

    [Fact]
    public async Task Every_kind_of_grain_key_is_kept()
    {
        var guid = Guid.Parse("11111111-2222-3333-4444-555555555555");
        await AssertApartAsync(
        [
            (GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateIntegerKey(long.MinValue)), "tick"),
            (GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateIntegerKey(7, "x/y\\#z?")), "tick"),
            (GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateGuidKey(guid)), "tick"),
            (GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateGuidKey(guid, "x/y\\#z?")), "tick"),
        ]);
    }

    [Fact]
    public async Task A_name_that_has_no_UTF8_form_is_refused()
    {
        foreach (var name in AwkwardNames.Impossible)
        {
            Assert.False(await Refusal.WasTakenAsync(() => Table.UpsertRow(Reminders.Of(Grain, name), Token)));
            Assert.False(await Refusal.WasTakenAsync(() => Table.ReadRow(Grain, name, Token)));
            Assert.False(await Refusal.WasTakenAsync(() => Table.RemoveRow(Grain, name, "some ETag", Token)));
        }

        Assert.Empty((await Table.ReadRows(Grain, Token)).Reminders);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public async Task A_huge_name_or_grain_id_is_stored_right_or_refused(int length) => await AssertApartAsync(
        [
            (GrainId.Create("thing", new string('k', length)), "tick"),
            (GrainId.Create("thing", new string('k', length - 1) + 'l'), "tick"),
            (GrainId.Create(new string('t', length), "1"), "tick"),
            (Grain, new string('n', length)),
            (Grain, new string('n', length - 1) + 'o'),
        ],
        mayRefuse: true);

    [Fact]
    public async Task Services_are_apart_whatever_their_names()
    {
        var tables = new List<(IReminderTable Table, ReminderEntry Entry)>();
        foreach (var service in AwkwardNames.Visible)
        {
            var table = await Subject.OpenAsync(service);
            tables.Add((table, await table.AddAsync(Grain, service)));
        }

        foreach (var (table, entry) in tables)
        {
            Reminders.AssertSame(entry, Assert.Single((await table.ReadRows(Grain, Token)).Reminders));
            Reminders.AssertSame(entry, Assert.Single((await table.ReadRows(0, 0, Token)).Reminders));
        }
    }

    [Fact]
    public async Task Emptying_the_table_of_one_service_leaves_the_others()
    {
        var other = await Subject.OpenAsync("another");
        await Table.AddAsync(Grain, "tick");
        await Table.AddAsync(GrainId.Create("thing", "2"), "tick");
        var kept = await other.AddAsync(Grain, "tick");

        await Table.TestOnlyClearTable(Token);

        Assert.Empty((await Table.ReadRows(0, 0, Token)).Reminders);
        Reminders.AssertSame(kept, await other.FindAsync(kept));
        await Table.AddAsync(Grain, "tick");
        Assert.Single((await Table.ReadRows(0, 0, Token)).Reminders);
    }

    private async Task AssertApartAsync(IEnumerable<(GrainId Grain, string Name)> names, bool mayRefuse = false)
    {
        var taken = new List<ReminderEntry>();
        foreach (var (grain, name) in names)
        {
            var entry = Reminders.Of(grain, name, Reminders.Start.AddMinutes(taken.Count));
            if (await Refusal.WasTakenAsync(() => Table.AddAsync(entry)))
                taken.Add(entry);
            else
                Assert.True(mayRefuse, $"The reminder '{name}' of '{grain}' was refused.");
        }

        foreach (var entry in taken)
            Reminders.AssertSame(entry, await Table.FindAsync(entry));
        foreach (var grain in taken.GroupBy(entry => entry.GrainId))
        {
            Assert.Equal(
                grain.Select(entry => entry.ReminderName).Order(StringComparer.Ordinal),
                (await Table.ReadRows(grain.Key, Token)).Reminders.Select(row => row.ReminderName).Order(StringComparer.Ordinal));
        }

        Assert.Equal(taken.Count, (await Table.ReadRows(0, 0, Token)).Reminders.Count);
        foreach (var entry in taken)
            Assert.True(await Table.RemoveRow(entry.GrainId, entry.ReminderName, entry.ETag!, Token));
        Assert.Empty((await Table.ReadRows(0, 0, Token)).Reminders);
    }
}
