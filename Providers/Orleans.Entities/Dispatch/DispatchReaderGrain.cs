using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Entities;

/// <summary>Gives one partition's reader of one dispatcher its place in the cluster.</summary>
[GrainType("dispatch-reader"), KeepAlive]
internal sealed class DispatchReaderGrain(
    DispatcherRegistry dispatchers,
    IEventLog log,
    DispatchSettings settings,
    ReaderMetrics metrics,
    RunningReaders readers,
    IServiceProvider services)
    : Grain, IDispatchReader, IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(readers.Stopping);
    private PartitionDispatcher? _reader;
    private Task _run = Task.CompletedTask;

    public static string KeyOf(string dispatcher, int partition) => string.Create(CultureInfo.InvariantCulture, $"{dispatcher}/{partition}");

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = key[..slash];
        var parking = GrainFactory.GetGrain<IEventParking>(name);
        _reader = new(
            dispatchers.Get(name),
            int.Parse(key.AsSpan(slash + 1), CultureInfo.InvariantCulture),
            log,
            parking.ParkAsync,
            settings,
            services.GetRequiredService<TimeProvider>(),
            metrics,
            services.GetRequiredService<ILogger<PartitionDispatcher>>());

        // The reader outlives the call that activated the grain, and must not go on in its trace and request context.
        using (ExecutionContext.SuppressFlow())
        {
            _run = Task.Factory.StartNew(
                RunAsync, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current).Unwrap();
        }

        readers.Add(this, _run);
        return Task.CompletedTask;
    }

    public Task EnsureAsync() => _reader!.MeasureAsync();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        try
        {
            await _run;
        }
        finally
        {
            readers.Remove(this);
        }
    }

    // A reader that ended by itself is opened anew by a new activation, which looks at its position again.
    private async Task RunAsync()
    {
        try
        {
            await _reader!.RunAsync(_stop.Token);
        }
        finally
        {
            DeactivateOnIdle();
        }
    }

    public void Dispose() => _stop.Dispose();
}
