using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Orders;

/// <summary>What an order is called: in its grain's key, in public, and the space that its neighbours are in.</summary>
internal sealed class OrderNames
{
    public OrderNames(string key)
    {
        Key = key;
        (Space, OrderId) = KeySpace.Split(key);
    }

    public string Key { get; }

    public KeySpace Space { get; }

    public string OrderId { get; }

    public static string CartIdOf(string cartKey) => KeySpace.Split(cartKey).Id;
}
