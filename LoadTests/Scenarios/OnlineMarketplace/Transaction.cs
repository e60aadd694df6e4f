namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>What an iteration of the benchmark is.</summary>
internal enum Transaction
{
    /// <summary>Fill a cart and check it out.</summary>
    Checkout,

    /// <summary>Read a seller's dashboard.</summary>
    Dashboard,

    /// <summary>Change a product's price.</summary>
    Price,

    /// <summary>Replace a product by a new version.</summary>
    Replacement,

    /// <summary>Deliver the oldest packages.</summary>
    Delivery,

    /// <summary>Fill a cart and empty it instead of checking out.</summary>
    Abandon,
}
