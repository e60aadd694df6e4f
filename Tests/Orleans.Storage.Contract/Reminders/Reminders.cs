namespace Orleans.Storage.Contract;

/// <summary>Reminders, and what tests say of them.</summary>
internal static class Reminders
{
    // Stores keep a time to the millisecond at least.
    internal static readonly DateTime Start = new(2026, 3, 1, 12, 30, 15, 987, DateTimeKind.Utc);

    internal static ReminderEntry Of(GrainId grain, string name, DateTime? startAt = null) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = startAt ?? Start,
        Period = TimeSpan.FromMilliseconds(90_061_001),
    };

    /// <summary>Upserts, and gives the entry the ETag that it got.</summary>
    internal static async Task<ReminderEntry> AddAsync(this IReminderTable table, ReminderEntry entry)
    {
        entry.ETag = await table.UpsertRow(entry, TestContext.Current.CancellationToken);
        return entry;
    }

    internal static Task<ReminderEntry> AddAsync(this IReminderTable table, GrainId grain, string name) => table.AddAsync(Of(grain, name));

    internal static async Task<ReminderEntry?> FindAsync(this IReminderTable table, ReminderEntry entry) =>
        await table.ReadRow(entry.GrainId, entry.ReminderName, TestContext.Current.CancellationToken);

    internal static async Task<List<(GrainId Grain, string Name)>> NamesAsync(this Task<ReminderTableData> rows) =>
        [.. (await rows).Reminders.Select(row => (row.GrainId, row.ReminderName)).Order(Comparer<(GrainId Grain, string Name)>.Create(
            (a, b) => a.Grain.CompareTo(b.Grain) is not 0 and var order ? order : string.CompareOrdinal(a.Name, b.Name)))];

    internal static void AssertSame(ReminderEntry expected, ReminderEntry? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(
            (expected.GrainId, expected.ReminderName, expected.StartAt, expected.Period, expected.ETag),
            (actual.GrainId, actual.ReminderName, actual.StartAt, actual.Period, actual.ETag));
        Assert.Equal(DateTimeKind.Utc, actual.StartAt.Kind);
    }
}
