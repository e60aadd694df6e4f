using System.Globalization;
using Marketplace.Tests.Shared;
using Orleans.Storage;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Rivals;

/// <summary>One of several activations of a grain, each with its own connections as if in its own silo.</summary>
internal sealed class Rival(int number, Activation activation, Random random, Func<long> clock)
{
    private int _writes;

    public List<RivalCall> Calls { get; } = [];

    /// <summary>How many calls ended with an error.</summary>
    public int Failures { get; private set; }

    public async Task RunAsync(Func<bool> isOver, CancellationToken token)
    {
        while (!isOver())
        {
            await Task.Delay(RivalSettings.Thought, token);
            await CallAsync(isRead: true, text: null, () => activation.ReadAsync(token));
            for (var writes = random.Next(4); writes > 0; writes--)
            {
                var clears = random.Next(8) == 0;
                var text = clears ? null : string.Create(CultureInfo.InvariantCulture, $"{number}.{_writes++}");
                if (activation.ETag is null && clears)
                    continue;
                if (!await CallAsync(isRead: false, text, () => clears ? activation.ClearAsync(token) : activation.WriteAsync(text!, token)))
                    break;
            }
        }
    }

    public Task ReadAsync(CancellationToken token) => CallAsync(isRead: true, text: null, () => activation.ReadAsync(token));

    private async Task<bool> CallAsync(bool isRead, string? text, Func<Task> call)
    {
        var began = clock();
        try
        {
            await call();
            Calls.Add(new RivalCall(number, isRead, began, clock(), VersionOf(activation.ETag), isRead ? activation.Exists ? activation.Text : null : text));
            return true;
        }
        catch (Exception e) when (e is InconsistentStateException or Cql.CqlException)
        {
            // It was too late, or is unknown, or was not done: the check asks less of it.
            Failures++;
            Calls.Add(new RivalCall(number, isRead, began, clock(), null, text));
            return false;
        }
    }

    private static long VersionOf(string? etag) => StateTag.TryParse(etag, out var tag) ? tag.Version : 0;
}
