using System.Globalization;
using Orleans.Entities;
using Orleans.Streaming.Kafka.TellerSilo.Ledgers;
using Orleans.Streaming.Kafka.TellerSilo.Tellers;

namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>
/// Tellers that are called on and on through whatever happens, one call at a time each, and tried again until it is answered. In the end the
/// log, and what a dispatcher told ledgers, are held against what was answered: order, losses and repeats.
/// </summary>
/// <param name="silos">Where they live.</param>
/// <param name="thought">How long each waits between an answer and its next call.</param>
internal sealed class Telling(TellingCluster silos, TimeSpan thought)
{
    private const int Tellers = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly long[] _numbers = new long[Tellers];
    private long _told;

    /// <summary>Of how many events it was answered that they are durable.</summary>
    public long Told => Interlocked.Read(ref _told);

    /// <summary>Calls while something happens.</summary>
    /// <param name="trouble">What happens.</param>
    public async Task RunAsync(Func<Task> trouble)
    {
        var calling = Task.WhenAll(Enumerable.Range(0, Tellers).Select(CallAsync));
        try
        {
            await Task.WhenAny(trouble(), calling).Unwrap();
        }
        finally
        {
            await _stop.CancelAsync();
            await calling;
        }
    }

    /// <summary>Waits until every teller took so many numbers more: whatever happened is overcome.</summary>
    public async Task TellMoreAsync(int numbers)
    {
        long[] before = [.. _numbers];
        while (before.Where((number, teller) => Volatile.Read(ref _numbers[teller]) < number + numbers).Any())
            await Task.Delay(Pause, _stop.Token);
    }

    /// <summary>Fails unless the log has each teller's events in the order of its commits, without a gap; what comes again does not count.</summary>
    /// <returns>How many came again.</returns>
    public async Task<int> CheckLogAsync(KafkaEventLog log)
    {
        List<LogEvent> read = [];
        for (var partition = 0; partition < log.PartitionCount; partition++)
            read.AddRange(await log.ReadToEndAsync(partition, limit: 1_000));
        var places = read.Where(value => value.Type == TellerSilo.Tellers.Told.Type).ToLookup(value => value.Entity.Id, value => (value.Version, value.Index));
        for (var teller = 0; teller < Tellers; teller++)
            Assert.Equal(PlacesTo(_numbers[teller]), places[NameOf(teller)].Distinct());
        return read.Count - (int)Told;
    }

    /// <summary>Waits until the dispatcher has told everything, and fails unless it was told in order, each event once but for what came again.</summary>
    /// <returns>How many came again.</returns>
    public async Task<long> CheckLedgersAsync()
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var ledgers = await Task.WhenAll(Enumerable.Range(0, Ledger.Count).Select(ledger => silos.Grains.GetGrain<ILedger>(NameOf(ledger)).ReadAsync()));
            Assert.All(ledgers, ledger => Assert.Equal(0, ledger.Gaps));
            var told = ledgers.Sum(ledger => ledger.Told);
            Assert.InRange(told, 0, Told);
            if (told == Told)
                return ledgers.Sum(ledger => ledger.Repeats);
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience, $"{told} of {Told} events were told to ledgers.");
            await Task.Delay(Pause);
        }
    }

    private static string NameOf(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(long Version, int Index)> PlacesTo(long last) =>
        Enumerable.Range(1, (int)last).SelectMany(number => Enumerable.Range(0, TellerSilo.Tellers.Told.CountOf(number)).Select(index => ((long)number, index)));

    private async Task CallAsync(int teller)
    {
        var grain = silos.Grains.GetGrain<ITeller>(NameOf(teller));
        while (!_stop.IsCancellationRequested)
        {
            var number = _numbers[teller] + 1;
            var last = await AnsweredAsync(grain, number);
            Assert.Equal(number, last); // A lesser one: what was answered is lost.
            Volatile.Write(ref _numbers[teller], number);
            Interlocked.Add(ref _told, TellerSilo.Tellers.Told.CountOf(number));
            await Task.Delay(thought);
        }
    }

    private static async Task<long> AnsweredAsync(ITeller grain, long number)
    {
        while (true)
        {
            try
            {
                return await grain.TellAsync(number);
            }
            catch (Exception e) when (e is TimeoutException or OrleansException or EntityUnavailableException or EntityOverloadedException)
            {
                // A silo or brokers are away.
                await Task.Delay(Pause);
            }
        }
    }
}
