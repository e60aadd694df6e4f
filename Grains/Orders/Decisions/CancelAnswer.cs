namespace Marketplace.Grains.Orders.Decisions;

/// <summary>What an order says to a wish to cancel.</summary>
internal enum CancelAnswer
{
    /// <summary>It is begun.</summary>
    Begun,

    /// <summary>It was wished with this key before.</summary>
    Replayed,

    /// <summary>The key was used with another body.</summary>
    KeyReused,

    /// <summary>There is no such order.</summary>
    NotFound,

    /// <summary>It has ended, or is ending for another's sake.</summary>
    Conflict,

    /// <summary>What is left of it is shipped.</summary>
    Shipped,
}
