using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>A line that could not be had.</summary>
internal sealed record OrderProblemReply(string SellerId, string ProductId, string Code, long? Available)
{
    public static OrderProblemReply Of(LineProblem problem) => new(problem.SellerId, problem.ProductId, problem.Code, problem.Available);
}
