using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers;

namespace Marketplace.Grains.Customers;

/// <summary>A buyer, and the client's key that made it.</summary>
/// <param name="Customer">The buyer.</param>
/// <param name="MadeWith">
/// The key of the command that made it, or null. A client's key names the buyer it makes, so there is one at most; and no answer is
/// kept with it, since an answer is a person's data, which erasing would have to find.
/// </param>
[GenerateSerializer, Immutable, Alias("customer-head")]
internal sealed record CustomerHead([property: Id(0)] Customer Customer, [property: Id(1)] IdempotencyKey? MadeWith);
