namespace Orleans.Entities;

/// <summary>A row that an activation remembers, in a ring by use. One that is forgotten is used again for the next.</summary>
internal sealed class RememberedRow
{
    private RememberedRow _before;
    private RememberedRow _next;

    public RememberedRow() => (_before, _next) = (this, this);

    /// <summary>Its name.</summary>
    public RowKey Key { get; private set; }

    /// <summary>What it is; one that is not there is remembered too.</summary>
    public RowChange Row { get; private set; }

    /// <summary>What remembering it takes, about.</summary>
    public int Bytes { get; private set; }

    /// <summary>The one after it in the ring.</summary>
    public RememberedRow Next => _next;

    public void Be(in RowKey key, in RowChange row, int bytes) => (Key, Row, Bytes) = (key, row, bytes);

    /// <summary>Takes its place before another.</summary>
    public void JoinBefore(RememberedRow other)
    {
        (_before, _next) = (other._before, other);
        _before._next = _next._before = this;
    }

    public void Leave()
    {
        (_before._next, _next._before) = (_next, _before);
        (_before, _next) = (this, this);
    }
}
