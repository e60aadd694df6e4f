using Orleans.Concurrency;
using Orleans.Entities;

namespace Bank;

[GenerateSerializer, Immutable, Alias("Account")]
public sealed record Account([property: Id(0)] decimal Balance);

[GenerateSerializer, Immutable, Alias("bank.account.paid-in.v1")]
public sealed record PaidIn([property: Id(0)] string Payment, [property: Id(1)] decimal Amount);

[Reentrant]
public sealed class AccountGrain([Entity] IEntity<Account> account) : Grain, IAccountGrain
{
    private static readonly RowSet<PaidIn> Payments = new("payments");

    public ValueTask<decimal> PayInAsync(PaidIn paid) => account.RunAsync(paid, static (draft, paid) =>
    {
        if (draft.Get(Payments, paid.Payment) is not null)
            return draft.State!.Balance;
        draft.State = new((draft.State?.Balance ?? 0) + paid.Amount);
        draft.Put(Payments, paid.Payment, paid);
        draft.Emit(paid);
        return draft.State.Balance;
    }, [Payments.Row(paid.Payment)]);

    public ValueTask<decimal> BalanceAsync() => new(account.State?.Balance ?? 0);
}
