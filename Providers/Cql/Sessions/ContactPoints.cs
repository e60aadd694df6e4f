using System.Net;
using Cql.Configuration;
using Cql.Connections;

namespace Cql.Sessions;

/// <summary>Where to look for a cluster of which nothing is known, or nothing that is right any more.</summary>
internal sealed class ContactPoints(SessionSettings settings)
{
    private readonly List<EndPoint> _points = [.. settings.Options.ContactPoints.Select(point => ContactPoint.Parse(point, settings.Options.Port))];

    /// <summary>Looks up all names at the same time, and anew each time, for they move.</summary>
    /// <returns>The addresses of each point. One that has none fails with a <see cref="CqlConnectionException"/>.</returns>
    public IReadOnlyList<Task<IReadOnlyList<EndPoint>>> Resolve(CancellationToken cancellationToken)
        => [.. _points.Select(point => point is DnsEndPoint name ? ResolveAsync(name, cancellationToken) : Task.FromResult<IReadOnlyList<EndPoint>>([point]))];

    private async Task<IReadOnlyList<EndPoint>> ResolveAsync(DnsEndPoint name, CancellationToken cancellationToken)
    {
        var patience = settings.Connections.ConnectTimeout;
        try
        {
            // The system's resolver does not listen to the token once it has begun.
            var addresses = await settings.Resolve(name.Host, cancellationToken).WaitAsync(patience, settings.Time, cancellationToken);
            return addresses.Length > 0 ? [.. addresses.Select(address => new NamedEndPoint(name.Host, address, name.Port))] : throw Unknown(name, "it has no address");
        }
        catch (TimeoutException e)
        {
            throw Unknown(name, $"nothing was said of it within {patience.TotalSeconds:0.###} s", e);
        }
        catch (Exception e) when (e is not (CqlException or OperationCanceledException))
        {
            throw Unknown(name, e.Message, e);
        }
    }

    private static CqlConnectionException Unknown(DnsEndPoint name, string why, Exception? cause = null)
        => new($"ContactPoints: the name '{name.Host}' leads nowhere ({why}).", name, RequestOutcome.NotSent, cause);
}
