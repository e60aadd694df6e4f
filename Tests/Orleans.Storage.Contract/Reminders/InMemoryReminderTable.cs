using System.Text;

namespace Orleans.Storage.Contract;

/// <summary>The table of one service on a place in memory.</summary>
internal sealed class InMemoryReminderTable(InMemoryReminderPlace place, string serviceId) : IReminderTable
{
    private static readonly UTF8Encoding Strict = new(false, true);

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadRows(grainId, CancellationToken.None);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadRows(begin, end, CancellationToken.None);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => ReadRow(grainId, reminderName, CancellationToken.None);

    public Task<string?> UpsertRow(ReminderEntry entry) => UpsertRow(entry, CancellationToken.None);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => RemoveRow(grainId, reminderName, eTag, CancellationToken.None);

    public Task TestOnlyClearTable()
    {
        foreach (var row in place.Where(serviceId, _ => true))
            place.Remove(serviceId, row.GrainId, row.ReminderName, row.ETag);
        return Task.CompletedTask;
    }

    public Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken) =>
        AnswerAsync(() => new ReminderTableData(place.Where(serviceId, row => row.GrainId == grainId)), cancellationToken);

    public Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken) => AnswerAsync(
        () => new ReminderTableData(place.Where(serviceId, row => place.IsIn(row.GrainId.GetUniformHashCode(), begin, end))), cancellationToken);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken) => AnswerAsync(
        () => place.Where(Checked(reminderName), row => row.GrainId == grainId && row.ReminderName == reminderName).SingleOrDefault(), cancellationToken);

    public Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken) =>
        AnswerAsync(() => (string?)place.Put(Checked(entry.ReminderName), entry), cancellationToken);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken) =>
        AnswerAsync(() => place.Remove(Checked(reminderName), grainId, reminderName, eTag), cancellationToken);

    private static async Task<T> AnswerAsync<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        return answer();
    }

    private string Checked(string name)
    {
        Strict.GetByteCount(name);
        return serviceId;
    }
}
