using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>What the benchmark measures.</summary>
internal static class Operations
{
    public static readonly Operation Checkout = new(0, "checkout", IsTransaction: true);
    public static readonly Operation Dashboard = new(1, "dashboard", IsTransaction: true);
    public static readonly Operation Price = new(2, "price", IsTransaction: true);
    public static readonly Operation Replacement = new(3, "replacement", IsTransaction: true);
    public static readonly Operation Delivery = new(4, "delivery", IsTransaction: true);
    public static readonly Operation Add = new(5, "add", IsTransaction: false);
    public static readonly Operation Seal = new(6, "seal", IsTransaction: false);

    /// <summary>From the intended start to the end of the checkout, the filling of the cart included.</summary>
    public static readonly Operation Session = new(7, "session", IsTransaction: false);

    public static IReadOnlyList<Operation> All { get; } = [Checkout, Dashboard, Price, Replacement, Delivery, Add, Seal, Session];
}
