using Orleans.Concurrency;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.TellerSilo.Tellers;

[GrainType(Kind), Reentrant]
internal sealed class TellerGrain([Entity] IEntity<Teller> entity) : Grain, ITeller
{
    public const string Kind = "teller";

    public async Task<long> TellAsync(long number) => await entity.RunAsync(number, Take, []);

    private static long Take(IDraft<Teller> draft, long number)
    {
        var last = draft.State?.Last ?? 0;
        if (number != last + 1)
            return last;
        draft.State = new(number);
        for (var count = Told.CountOf(number); count > 0; count--)
            draft.Emit(new Told(number));
        return number;
    }
}
