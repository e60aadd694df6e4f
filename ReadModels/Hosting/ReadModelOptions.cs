namespace Marketplace.ReadModels.Hosting;

/// <summary>Where the query models are kept.</summary>
internal sealed class ReadModelOptions
{
    /// <summary>The folder of their files; it is made when it is not there. What is lost there is built again from the log.</summary>
    public string Directory { get; set; } = "";
}
