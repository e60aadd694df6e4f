using System.Globalization;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>Addresses of the contract's routes. Those that come again are made once.</summary>
/// <remarks>Thread-safe: two threads that miss an address both make it, and either is good.</remarks>
internal sealed class Routes(OnlineMarketplaceOptions options)
{
    // The addresses are canonical as written, and parsing them again for each request would be a good part of its cost.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string _root = options.Endpoint.AbsoluteUri.TrimEnd('/');
    private readonly Uri?[] _add = new Uri?[options.Customers + 1];
    private readonly Uri?[] _checkout = new Uri?[options.Customers + 1];
    private readonly Uri?[] _dashboard = new Uri?[options.Sellers + 1];
    private Uri? _product;

    public Uri Seller => Make("/seller");

    public Uri Customer => Make("/customer");

    public Uri Product => _product ??= Make("/product");

    public Uri Stock => Make("/stock");

    public Uri Reset => Make("/reset");

    public Uri Cleanup => Make("/cleanup");

    public Uri Add(int customer) => _add[customer] ??= Make($"/cart/{customer}/add");

    public Uri Checkout(int customer) => _checkout[customer] ??= Make($"/cart/{customer}/checkout");

    public Uri Seal(int customer) => Make($"/cart/{customer}/seal");

    public Uri History(int customer, long transaction) => Make($"/cart/{customer}/history/{transaction}");

    public Uri Dashboard(int seller) => _dashboard[seller] ??= Make($"/seller/dashboard/{seller}");

    public Uri Shipment(long transaction) => Make($"/shipment/{transaction}");

    private Uri Make(FormattableString path) => Make(path.ToString(CultureInfo.InvariantCulture));

    private Uri Make(string path) => new(_root + path, AsWritten);
}
