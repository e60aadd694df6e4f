using System.Collections.Concurrent;
using System.Net;
using Cql.Connections;
using Cql.Protocol.Messages.Events;
using Cql.Topology;

namespace Cql.Sessions;

/// <summary>Knows the cluster: its nodes, its ring, who is up; and keeps the connections to those that may be asked.</summary>
/// <remarks>Safe for use by many threads: requests read <see cref="View"/>, which is swapped whole.</remarks>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly SessionSettings _settings;
    private readonly ControlConnection _control;
    private readonly ConcurrentDictionary<Guid, NodePool> _pools = new();
    private readonly ConcurrentBag<Task> _leaving = [];
    private readonly Lock _lock = new();
    private ClusterSnapshot _snapshot = ClusterSnapshot.Empty;
    private ClusterView _view = ClusterView.Empty;
    private string? _localDataCentre;
    private bool _isDisposed;

    public Cluster(SessionSettings settings)
    {
        (_settings, _localDataCentre) = (settings, settings.Options.LocalDataCentre);
        _control = new ControlConnection(settings, this);
    }

    /// <summary>As requests see it.</summary>
    public ClusterView View => Volatile.Read(ref _view);

    /// <summary>The nodes that connections are kept to.</summary>
    public ICollection<NodePool> Pools => _pools.Values;

    /// <summary>Finds the cluster, and connects to its nodes. At least one of those that may be asked is up then.</summary>
    /// <exception cref="CqlException">That cannot be.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await _control.StartAsync(cancellationToken);
        var pools = _pools.Values;
        if (pools.Count == 0)
            throw new CqlNoNodeException($"LocalDataCentre is '{_localDataCentre}', and there is none of that name: set it to {DataCentres()}.", last: null);
        await Task.WhenAll(pools.Select(pool => pool.FirstTry)).WaitAsync(cancellationToken);
        if (!pools.Any(pool => pool.IsUp))
            throw new CqlNoNodeException($"None of the {pools.Count} nodes in '{_localDataCentre}' takes a connection.", pools.First().LastFailure);
    }

    /// <summary>A statement changed the schema: waits until the nodes agree on it.</summary>
    public Task OnSchemaChangedAsync(CqlConnection connection, CancellationToken cancellationToken)
        => _control.AgreeOnSchemaAsync(connection, cancellationToken);

    /// <summary>Waits until the nodes agree on the schema; a warning, and no error, when they do not within their time.</summary>
    public Task AgreeOnSchemaAsync(CancellationToken cancellationToken) => _control.AgreeOnSchemaAsync(connection: null, cancellationToken);

    /// <summary>The cluster as a node told it just now.</summary>
    public async Task TakeInAsync(SystemTables tables, CancellationToken cancellationToken)
    {
        var nodes = await tables.ReadNodesAsync(cancellationToken);
        var keyspaces = await tables.ReadKeyspacesAsync(cancellationToken);
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _localDataCentre ??= nodes[0].DataCentre;
            _snapshot = _snapshot.With(nodes, keyspaces);
            foreach (var (host, pool) in _pools)
            {
                if (_snapshot.IndexOf(host) is var index && (index < 0 || !_snapshot.Nodes[index].EndPoint.Equals(pool.Node.EndPoint)))
                    Leave(host);
            }

            foreach (var node in _snapshot.Nodes)
            {
                if (MayBeAsked(node) && !_pools.ContainsKey(node.HostId))
                    _pools[node.HostId] = new NodePool(node, _settings, Show);
            }

            ShowNeedsLock();
        }
    }

    /// <summary>What the cluster told by itself.</summary>
    public void OnEvent(NodeEvent told)
    {
        if (told.Change is not (NodeChange.Up or NodeChange.New))
            return;
        foreach (var pool in _pools.Values)
        {
            if (pool.Node.EndPoint.Equals(told.Node))
                pool.Hurry();
        }
    }

    /// <summary>Whether a node is known to be down: one that is not to be asked is not known to be.</summary>
    public bool IsDown(Guid host) => _pools.TryGetValue(host, out var pool) && !pool.IsUp;

    /// <summary>Where to look for the cluster when the node that told of it is gone: at those that are up first.</summary>
    public IEnumerable<EndPoint> Addresses => _pools.Values.OrderByDescending(pool => pool.IsUp).Select(pool => pool.Node.EndPoint);

    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        lock (_lock)
        {
            _isDisposed = true;
            foreach (var host in _pools.Keys)
                Leave(host);
        }

        await Task.WhenAll(_leaving);
    }

    private void Leave(Guid host)
    {
        if (_pools.TryRemove(host, out var pool))
            _leaving.Add(pool.DisposeAsync().AsTask());
    }

    private bool MayBeAsked(NodeInfo node) => _settings.Options.AllowRemote || node.DataCentre == _localDataCentre;

    private void Show()
    {
        lock (_lock)
            ShowNeedsLock();
    }

    private void ShowNeedsLock()
    {
        var pools = _snapshot.Nodes.Select(node => _pools.GetValueOrDefault(node.HostId)).ToArray();
        var routing = new RoutingTable(_snapshot, _localDataCentre, node => _pools.TryGetValue(node.HostId, out var pool) && pool.IsUp, index => pools[index]?.Load ?? 0);
        Volatile.Write(ref _view, new ClusterView(routing, pools));
    }

    private string DataCentres() => string.Join(" or ", _snapshot.Nodes.Select(node => node.DataCentre).Distinct().Order());
}
