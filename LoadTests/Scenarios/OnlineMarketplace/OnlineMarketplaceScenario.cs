using Marketplace.LoadTests.Checks;
using Marketplace.LoadTests.Checks.OnlineMarketplace;
using Marketplace.LoadTests.Http;
using Marketplace.LoadTests.Measurement;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>Online Marketplace (arXiv 2403.12605) over its HTTP contract.</summary>
internal sealed class OnlineMarketplaceScenario : IScenario
{
    private readonly OnlineMarketplaceOptions _options;
    private readonly HttpTarget _target;
    private readonly HttpClient _client;
    private readonly Routes _routes;
    private readonly Catalogue _catalogue;
    private readonly IdleCustomers _customers;
    private readonly CheckoutLedger _ledger = new();

    public OnlineMarketplaceScenario(OnlineMarketplaceOptions options, TimeProvider time, TimeSpan timeout)
    {
        _options = options;
        _target = new HttpTarget(time, timeout);
        _client = _target.CreateClient();
        _routes = new Routes(options);
        _catalogue = new Catalogue(options);
        _customers = new IdleCustomers(options);
        Checks =
        [
            new DashboardTotalsCheck(_client, _routes, options.Sellers),
            new CheckoutHistoryCheck(_client, _routes, _ledger, Dataset.UnitsPerProduct),
            new OperatorsCheck(_client, time, options, _ledger),
        ];
    }

    public string Name => "online-marketplace";

    public IReadOnlyList<Operation> Operations => OnlineMarketplace.Operations.All;

    public long Requests => _target.Requests;

    public IReadOnlyList<ICheck> Checks { get; }

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        new Loader(_target, _routes, _catalogue, _options).PrepareAsync(cancellationToken);

    public IVirtualUser CreateUser()
    {
        var http = new HttpUser(_target);
        return new MarketplaceUser(
            http,
            _routes,
            new CartSession(http, _target.Time, _routes, _catalogue, _customers, _ledger, _options.MaximumCartItems),
            new SellerWork(http, _routes, _catalogue),
            _options.Mix,
            _options.Seed);
    }

    public void Dispose()
    {
        _client.Dispose();
        _target.Dispose();
    }
}
