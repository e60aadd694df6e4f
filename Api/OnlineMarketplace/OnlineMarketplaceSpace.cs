using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.KeySpaces;
using Marketplace.Silo.Operations.Invariants;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>
/// The benchmark's key space as this process knows it: set at once by what happens here, and read again every second for what happens
/// elsewhere. Safe for use by many threads.
/// </summary>
/// <param name="grains">Has the space's grain.</param>
/// <param name="hasOthers">Whether other processes serve the space too: then it is emptied once none of them goes on in the old one.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of times when it cannot be read.</param>
internal sealed partial class OnlineMarketplaceSpace(IGrainFactory grains, bool hasOthers, TimeProvider time, ILogger<OnlineMarketplaceSpace> logger)
    : BackgroundService
{
    public const string Name = InvariantChecker.Benchmark;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // What was read longer ago is not believed.
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(2);

    private KeySpace? _space;
    private long _readAt;

    public ValueTask<KeySpace> GetAsync()
        => Volatile.Read(ref _space) is { } space && time.GetElapsedTime(Volatile.Read(ref _readAt)) < Validity ? new(space) : new(ReadAsync());

    public async Task ResetAsync() => await ChangeAsync(await Grain.ResetAsync());

    public async Task ClearAsync() => await ChangeAsync(await Grain.ClearAsync());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReadAsync();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is: a service that fails ends the process, and who needs the space reads it by itself.
                LogUnread(logger, error.Message);
            }
        }
    }

    private IKeySpaceGrain Grain => grains.GetGrain<IKeySpaceGrain>(Name);

    private async Task<KeySpace> ReadAsync()
    {
        var began = time.GetTimestamp();
        var space = Learn(await Grain.GetAsync());
        Volatile.Write(ref _readAt, began);
        return space;
    }

    private async Task ChangeAsync(KeySpace space)
    {
        Learn(space);
        if (hasOthers)
            await Task.Delay(Validity, time);
    }

    // Generations only grow: an answer that was on its way while another came is passed over.
    private KeySpace Learn(KeySpace space)
    {
        while (true)
        {
            var known = Volatile.Read(ref _space);
            if (known is not null && known.Generation >= space.Generation)
                return known;
            if (Interlocked.CompareExchange(ref _space, space, known) == known)
                return space;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The key space of the benchmark cannot be read now: {Cause}")]
    private static partial void LogUnread(ILogger logger, string cause);
}
