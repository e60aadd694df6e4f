using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Entities.Tests.Log;

namespace Orleans.Entities.Tests.Dispatch;

/// <summary>One partition's reader on a scheduler like a grain's, which can be stopped, killed and started again.</summary>
internal sealed class DispatchHarness : IAsyncDisposable
{
    public const int Partition = 0;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public MemoryEventLog Log { get; init; } = new();

    public ScriptedDispatcher Dispatcher { get; } = new();

    public ConcurrentQueue<ParkedEvent> Parked { get; } = new();

    public Func<Task> OnPark { get; set; } = () => Task.CompletedTask;

    public DispatchSettings Settings { get; init; } = new()
    {
        Linger = TimeSpan.FromMilliseconds(1),
        TargetLinger = TimeSpan.Zero,
        PositionInterval = TimeSpan.FromMilliseconds(5),
        IdlePositionInterval = TimeSpan.FromMilliseconds(10),
        BackOff = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(8)),
        StoppedPause = TimeSpan.FromMilliseconds(5),
        StopPatience = TimeSpan.FromMilliseconds(500),
    };

    public Task Ended => _run;

    public LogEvent Append(string targets, string entity = "one", string type = ScriptedDispatcher.Told)
        => Log.Append(Partition, entity, type, targets);

    public void Start(MemoryEventLog? log = null)
    {
        _stop = new();
        var stopping = _stop.Token;
        var reader = new PartitionDispatcher(
            new(Dispatcher, Settings, TimeProvider.System),
            Partition,
            log ?? Log,
            ParkAsync,
            Settings,
            TimeProvider.System,
            new ReaderMetrics(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System),
            NullLogger<PartitionDispatcher>.Instance);
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        _run = Task.Factory.StartNew(() => reader.RunAsync(stopping), CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
    }

    public async Task<LogPosition?> PositionAsync() => await Log.GetPositionAsync(Dispatcher.Name, Partition);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        await _services.DisposeAsync();
    }

    private async Task ParkAsync(ParkedEvent parked)
    {
        await OnPark();
        Parked.Enqueue(parked);
    }
}
