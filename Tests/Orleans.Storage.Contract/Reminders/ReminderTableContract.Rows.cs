namespace Orleans.Storage.Contract;

// One reminder: written by whoever comes last, removed by who knows its ETag.
public abstract partial class ReminderTableContract
{
    [Fact]
    public async Task A_reminder_that_was_never_written_is_not_there()
    {
        Assert.Null(await Table.ReadRow(Grain, "tick", Token));
        Assert.Empty((await Table.ReadRows(Grain, Token)).Reminders);
        Assert.Empty((await Table.ReadRows(0, 0, Token)).Reminders);
        Assert.False(await Table.RemoveRow(Grain, "tick", "some ETag", Token));
    }

    [Fact]
    public async Task A_reminder_is_read_as_it_was_written_alone_with_its_grain_and_with_its_range()
    {
        var entry = await Table.AddAsync(Grain, "tick");

        Assert.False(string.IsNullOrEmpty(entry.ETag));
        Reminders.AssertSame(entry, await Table.FindAsync(entry));
        Reminders.AssertSame(entry, Assert.Single((await Table.ReadRows(Grain, Token)).Reminders));
        Reminders.AssertSame(entry, Assert.Single((await Table.ReadRows(0, 0, Token)).Reminders));
    }

    [Fact]
    public async Task A_reminder_is_there_after_a_restart_and_its_ETag_still_removes_it()
    {
        var entry = await Table.AddAsync(Grain, "tick");

        await Subject.RestartAsync();

        var table = await Subject.OpenAsync();
        Reminders.AssertSame(entry, await table.FindAsync(entry));
        Assert.True(await table.RemoveRow(Grain, "tick", entry.ETag!, Token));
        await Subject.RestartAsync();
        Assert.Null(await (await Subject.OpenAsync()).FindAsync(entry));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no ETag of this table")]
    public async Task Writing_asks_for_no_ETag_and_gives_a_new_one_each_time(string? known)
    {
        var seen = new HashSet<string?>();
        for (var i = 0; i < 4; i++)
        {
            var entry = Reminders.Of(Grain, "tick", Reminders.Start.AddMinutes(i));
            entry.ETag = known;
            await Table.AddAsync(entry);

            Assert.True(seen.Add(entry.ETag));
            Reminders.AssertSame(entry, Assert.Single((await Table.ReadRows(Grain, Token)).Reminders));
        }
    }

    [Fact]
    public async Task Only_the_ETag_of_the_last_write_removes_a_reminder_and_once()
    {
        var first = (await Table.AddAsync(Grain, "tick")).ETag!;
        var second = await Table.AddAsync(Grain, "tick");
        var other = await Table.AddAsync(Grain, "tock");

        Assert.False(await Table.RemoveRow(Grain, "tick", first, Token));
        Assert.False(await Table.RemoveRow(Grain, "tick", "no ETag of this table", Token));
        Assert.False(await Table.RemoveRow(Grain, "tick", other.ETag!, Token));
        Assert.False(await Table.RemoveRow(Grain, "tack", second.ETag!, Token));
        Assert.False(await Table.RemoveRow(GrainId.Create("thing", "2"), "tick", second.ETag!, Token));
        Reminders.AssertSame(second, await Table.FindAsync(second));

        Assert.True(await Table.RemoveRow(Grain, "tick", second.ETag!, Token));
        Assert.False(await Table.RemoveRow(Grain, "tick", second.ETag!, Token));
        Assert.Null(await Table.FindAsync(second));
        Assert.Equal([(Grain, "tock")], await Table.ReadRows(Grain, Token).NamesAsync());
    }

    [Fact]
    public async Task An_ETag_does_not_come_back_with_a_reminder_that_is_made_again()
    {
        var first = await Table.AddAsync(Grain, "tick");
        Assert.True(await Table.RemoveRow(Grain, "tick", first.ETag!, Token));
        var second = await Table.AddAsync(Reminders.Of(Grain, "tick"));

        Assert.False(await Table.RemoveRow(Grain, "tick", first.ETag!, Token));
        Reminders.AssertSame(second, await Table.FindAsync(second));
    }

    public static TheoryData<DateTime, TimeSpan> Extremes => new()
    {
        { new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromMinutes(1) },
        { new DateTime(1969, 12, 31, 23, 59, 59, 1, DateTimeKind.Utc), TimeSpan.FromMilliseconds(60_001) },
        { new DateTime(2999, 12, 31, 0, 0, 0, DateTimeKind.Utc), TimeSpan.FromDays(36_500) },
    };

    [Theory]
    [MemberData(nameof(Extremes))]
    public async Task Times_long_past_and_far_ahead_are_kept(DateTime startAt, TimeSpan period)
    {
        var entry = Reminders.Of(Grain, "tick", startAt);
        entry.Period = period;
        await Table.AddAsync(entry);

        Reminders.AssertSame(entry, await Table.FindAsync(entry));
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_does_nothing()
    {
        var entry = await Table.AddAsync(Grain, "tick");
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.StartAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.UpsertRow(Reminders.Of(Grain, "tick"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.RemoveRow(Grain, "tick", entry.ETag!, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.ReadRow(Grain, "tick", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.ReadRows(Grain, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.ReadRows(0, 0, cancelled));

        Reminders.AssertSame(entry, await Table.FindAsync(entry));
    }

    [Fact]
    public async Task A_table_that_is_started_again_keeps_what_it_has()
    {
        var entry = await Table.AddAsync(Grain, "tick");

        await Table.StartAsync(Token);
        var second = await Subject.OpenAsync();
        Reminders.AssertSame(entry, await second.FindAsync(entry));

        await Table.StopAsync(Token);
        await Table.StartAsync(Token);
        Reminders.AssertSame(entry, await Table.FindAsync(entry));
        Assert.True(await Table.RemoveRow(entry.GrainId, entry.ReminderName, entry.ETag!, Token));
    }
}
