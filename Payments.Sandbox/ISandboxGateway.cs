using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox;

/// <summary>The sandbox gateway: a gateway whose books can be read, so that captures can be held against paid orders.</summary>
public interface ISandboxGateway : IPaymentGateway
{
    /// <summary>
    /// Reads the books: every reference that starts with a prefix, in the order of their UTF-8 bytes, as of the moment the reading starts,
    /// in this process and from a service alike. It comes whole or ends with an exception.
    /// </summary>
    IAsyncEnumerable<KeyValuePair<string, PaymentRecord>> BooksAsync(string referencePrefix = "", CancellationToken cancellationToken = default);
}
