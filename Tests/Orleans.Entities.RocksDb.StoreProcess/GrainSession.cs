using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Marketplace.StoreProcess;

/// <summary>Grain state and reminders in the store. Each grain has one activation, which remembers its ETag.</summary>
internal sealed class GrainSession
{
    private readonly ConcurrentDictionary<string, GrainState<Note>> _activations = new();
    private readonly ConcurrentDictionary<string, string?> _reminders = new();
    private readonly RocksDbGrainStorage _storage;
    private readonly RocksDbReminderTable _table;

    internal GrainSession(RocksDbEntityStore store)
    {
        var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var options = new RocksDbGrainStorageOptions
        {
            GrainStorageSerializer = new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()),
        };
        _storage = new RocksDbGrainStorage("tests", options, store, services.GetRequiredService<IActivatorProvider>());
        _table = new RocksDbReminderTable("tests", store, NullLogger<RocksDbReminderTable>.Instance);
    }

    /// <summary>Writes a grain's state, a marker, and notes the answer in the trace.</summary>
    internal async Task<string> NoteAsync(string id, string marker)
    {
        var activation = _activations.GetOrAdd(id, _ => new GrainState<Note>());
        activation.State = new Note { Text = marker };
        var answer = await TellAsync(() => _storage.WriteStateAsync("note", GrainOf(id), activation));
        if (answer == "done")
            SyncShim.Note($"A {marker}");
        return answer;
    }

    internal Task<string> ClearAsync(string id) => TellAsync(() => _storage.ClearStateAsync("note", GrainOf(id), _activations[id]));

    /// <summary>What another activation finds.</summary>
    internal async Task<string> NotedAsync(string id)
    {
        var activation = new GrainState<Note>();
        var answer = await TellAsync(() => _storage.ReadStateAsync("note", GrainOf(id), activation));
        return answer != "done" ? answer : activation.State!.Text;
    }

    /// <summary>Writes grains by several callers at once, numbered from a first one, and tells how many were answered.</summary>
    internal async Task<string> NoteManyAsync(int first, int callers, int each)
    {
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                var number = (first + (caller * each) + i).ToString("D12", CultureInfo.InvariantCulture);
                if (await NoteAsync(number, $"MARK:{number}") == "done")
                    Interlocked.Increment(ref done);
            }
        })));
        return $"{done}";
    }

    internal Task<string> RemindAsync(string name) => TellAsync(async () =>
    {
        var entry = new ReminderEntry { GrainId = GrainOf(name), ReminderName = name, StartAt = DateTime.UnixEpoch, Period = TimeSpan.FromMinutes(1) };
        _reminders[name] = await _table.UpsertRow(entry);
        SyncShim.Note($"A MARK:{name}");
    });

    internal async Task<string> ForgetAsync(string name)
    {
        var removed = false;
        var answer = await TellAsync(async () => removed = await _table.RemoveRow(GrainOf(name), name, _reminders[name]!));
        return answer == "done" ? $"{removed}" : answer;
    }

    internal async Task<string> RemindersAsync() =>
        string.Join(' ', (await _table.ReadRows(0, 0)).Reminders.Select(row => row.ReminderName).Order(StringComparer.Ordinal));

    // Beside the marker in a value: a record of the log may be cut in two in the middle of one.
    private static GrainId GrainOf(string id) => GrainId.Create("thing", $"MARK:{id}");

    private static async Task<string> TellAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "done";
        }
        catch (Exception e) when (e is OrleansException or Orleans.Entities.EntityStoreException)
        {
            return e.GetType().Name;
        }
    }
}
