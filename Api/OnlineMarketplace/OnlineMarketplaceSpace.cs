using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.KeySpaces;
using Marketplace.Silo.Operations.Invariants;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>
/// The benchmark's key space as this process knows it: set at once by what happens here, and read again every second for what happens
/// elsewhere. Safe for use by many threads.
/// </summary>
internal sealed partial class OnlineMarketplaceSpace(IGrainFactory grains, TimeProvider time, ILogger<OnlineMarketplaceSpace> logger)
    : BackgroundService
{
    public const string Name = InvariantChecker.Benchmark;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private KeySpace? _space;

    public ValueTask<KeySpace> GetAsync() => Volatile.Read(ref _space) is { } space ? new(space) : new(ReadAsync());

    public async Task ResetAsync() => Learn(await Grain.ResetAsync());

    public async Task ClearAsync() => Learn(await Grain.ClearAsync());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReadAsync();
            }
            catch (Exception error) when (ClusterProblems.Of(error) is not null)
            {
                LogUnread(logger, error.Message);
            }
        }
    }

    private IKeySpaceGrain Grain => grains.GetGrain<IKeySpaceGrain>(Name);

    private async Task<KeySpace> ReadAsync() => Learn(await Grain.GetAsync());

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
