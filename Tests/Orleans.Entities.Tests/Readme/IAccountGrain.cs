using System.Text.Json.Serialization;

namespace Bank;

[Alias("IAccountGrain")]
public interface IAccountGrain : IGrainWithStringKey
{
    [Alias("PayIn")]
    ValueTask<decimal> PayInAsync(PaidIn paid);

    [Alias("Balance")]
    ValueTask<decimal> BalanceAsync();
}

[JsonSerializable(typeof(PaidIn))]
public sealed partial class AccountEvents : JsonSerializerContext;
