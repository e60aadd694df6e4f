using Microsoft.Extensions.Logging;
using Orleans.Entities.RocksDb.Layout;
using Orleans.Entities.RocksDb.Native;

namespace Orleans.Entities.RocksDb.Tests.Reminders;

/// <summary>A row that cannot be read costs itself, and is told of; the reminders beside it go on.</summary>
public sealed class UnreadableReminderTests : IDisposable
{
    private static readonly GrainId Grain = GrainId.Create("thing", "1");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Values => ["", "0200", "010007", $"0100{new string('0', 32)}{new string('F', 32)}"];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task It_is_left_out_of_its_range(string hex)
    {
        await WithTableAsync(async (table, _) =>
        {
            foreach (var name in (string[])["a", "b", "c"])
                await table.UpsertRow(new ReminderEntry { GrainId = Grain, ReminderName = name, Period = TimeSpan.FromMinutes(1) });
        });
        Spoil("b", Convert.FromHexString(hex));

        await WithTableAsync(async (table, told) =>
        {
            Assert.Equal(["a", "c"], (await table.ReadRows(0, 0)).Reminders.Select(row => row.ReminderName));
            Assert.Equal(["a", "c"], (await table.ReadRows(Grain)).Reminders.Select(row => row.ReminderName));
            Assert.Equal(2, told.Count(line => line.Contains("cannot be read", StringComparison.Ordinal)));
            await Assert.ThrowsAnyAsync<Exception>(() => table.ReadRow(Grain, "b"));
        });
    }

    private async Task WithTableAsync(Func<RocksDbReminderTable, List<string>, Task> use)
    {
        var told = new Told();
        using var store = TestStore.Open(_folder.Path);
        await use(new RocksDbReminderTable("tests", store, told), told.Lines);
    }

    private void Spoil(string name, byte[] value)
    {
        var (key, batch) = (new RecordBuffer(int.MaxValue), new RecordBuffer(int.MaxValue));
        GrainKeys.AppendReminder(key, "tests", Grain, name);
        batch.Append(BatchRecords.HeaderBytes).Clear();
        batch.Writable(8, 1)[0] = 1;
        BatchRecords.AppendPut(batch, Families.Reminders, key.Span, value);
        using var database = new Database(_folder.Path, Families.Names, new() { Folder = _folder.Path }, create: false);
        database.Write(batch.Span);
    }

    private sealed class Told : ILogger<RocksDbReminderTable>
    {
        internal List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
