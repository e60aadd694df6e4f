namespace Orleans.Entities;

/// <summary>Somebody who waits for a batch to become durable.</summary>
internal abstract class Waiter
{
    /// <summary>The batch is durable.</summary>
    public abstract void Succeed();

    /// <summary>The batch is lost, or its fate unknown.</summary>
    public abstract void Fail(Exception exception);
}
