namespace Orleans.Entities;

/// <summary>The store cannot answer now: it is closed, failing or out of reach. Nothing is said about the data.</summary>
[GenerateSerializer, Alias("Orleans.Entities.EntityStoreException")]
public class EntityStoreException : Exception
{
    /// <summary>Makes one.</summary>
    public EntityStoreException(string message, Exception? innerException = null) : base(message, innerException) { }
}
