namespace Marketplace.Grains.Interfaces.Payments;

/// <summary>A card as a client gives it. It has no serializer on purpose: it reaches no grain, event or log; only the gateway.</summary>
/// <param name="Number">The number, digits only.</param>
/// <param name="Holder">The name on it.</param>
/// <param name="Expiry">Month and year as <c>MMYY</c>.</param>
/// <param name="SecurityCode">The security code, or null.</param>
/// <param name="Brand">The brand as the client says, or null.</param>
public sealed record Card(string Number, string Holder, string Expiry, string? SecurityCode, string? Brand)
{
    /// <inheritdoc/>
    public override string ToString() => "Card";
}
