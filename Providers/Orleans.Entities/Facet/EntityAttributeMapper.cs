using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Entities;

/// <summary>Makes the entity for a constructor parameter marked with <see cref="EntityAttribute"/>.</summary>
internal sealed class EntityAttributeMapper : IAttributeToFactoryMapper<EntityAttribute>
{
    private static readonly MethodInfo Create =
        typeof(EntityAttributeMapper).GetMethod(nameof(CreateEntity), BindingFlags.Static | BindingFlags.NonPublic)!;

    public Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, EntityAttribute metadata)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IEntity<>))
        {
            throw new ArgumentException(
                $"Parameter '{parameter.Name}' of {parameter.Member.DeclaringType} has [Entity] and must be of type IEntity<TState>, not {type}.",
                nameof(parameter));
        }

        return Create.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Factory<IGrainContext, object>>();
    }

    private static Entity<TState> CreateEntity<TState>(IGrainContext context) where TState : class
        => new Entity<TState>(context, context.ActivationServices.GetRequiredService<EntityServices>());
}
