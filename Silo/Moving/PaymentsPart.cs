using System.Globalization;
using System.Runtime.CompilerServices;
using Marketplace.Payments.Sandbox;
using Orleans.Entities;

namespace Marketplace.Silo.Moving;

/// <summary>The sandbox gateway's books: they are not made of events, and orders are held against them.</summary>
internal sealed class PaymentsPart(SandboxBooks books) : IMovablePart
{
    private const int Page = 512;

    public string Name => "payments";

    public string State => books.LastChange.ToString(CultureInfo.InvariantCulture);

    public async IAsyncEnumerable<MovedValue> ReadAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = books.Read(after, Page);
            foreach (var (reference, record) in page)
                yield return new MovedValue(Name, reference, record);
            if (page.Count < Page)
                yield break;
            after = page[^1].Key;
            await Task.Yield();
        }
    }

    public async ValueTask WriteAsync(IReadOnlyList<MovedValue> values, CancellationToken cancellationToken = default)
    {
        var missing = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        foreach (var value in values)
        {
            if (books.Find(value.Key) is not { } found)
                missing.Add(KeyValuePair.Create(value.Key, value.Value));
            else if (!value.Value.Span.SequenceEqual(found))
                throw new MoveRefusedException($"The payment gateway's books have another record of '{value.Key}' already: give a data directory without books.");
        }

        if (missing.Count > 0)
            await Task.Run(() => books.Write(missing), cancellationToken);
    }
}
