namespace Marketplace.Silo.Http;

/// <summary>Money as a client gives it.</summary>
internal sealed record MoneyInput
{
    /// <summary>A decimal number in a string, up to six decimals: <c>"36.28"</c>.</summary>
    public string? Amount { get; init; }

    /// <summary>An ISO 4217 code: <c>"BRL"</c>.</summary>
    public string? Currency { get; init; }
}
