namespace Marketplace.LoadTests.Tests.Stub;

/// <summary>A request that the stub has received.</summary>
internal sealed record StubRequest(string Method, string Path, string Body)
{
    public string[] Segments { get; } = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public bool IsCheckout => Method == "POST" && Path.EndsWith("/checkout", StringComparison.Ordinal);

    public bool IsAdd => Path.EndsWith("/add", StringComparison.Ordinal);

    public bool IsSeal => Path.EndsWith("/seal", StringComparison.Ordinal);

    public bool IsDelivery => Path.StartsWith("/shipment/", StringComparison.Ordinal);
}
