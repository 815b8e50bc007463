using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>
/// The values of an attribute's arguments by name. An argument that the compiler could not evaluate counts as not set: the
/// compiler has said so, and half-typed source must not bring further errors.
/// </summary>
internal sealed class AttributeArguments(AttributeData attribute)
{
    /// <summary>Whether the compiler rejects the arguments, so that their values say nothing reliable.</summary>
    public bool AreBroken =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(IsBroken)
        || attribute.NamedArguments.Any(argument => IsBroken(argument.Value));

    /// <summary>Whether the compiler rejects what a property is set to.</summary>
    public bool IsBroken(string property) =>
        attribute.NamedArguments.Any(argument => argument.Key == property && IsBroken(argument.Value));

    /// <summary>The value of a constructor parameter.</summary>
    public T? OfParameter<T>(string name)
        where T : struct =>
        Parameter(name) is { } constant ? Value<T>(constant) : null;

    /// <summary>The numbers given to a constructor's array; none for <c>null</c>, null where the compiler rejects one of them.</summary>
    public EquatableArray<int>? OfParameters(string name)
    {
        if (Parameter(name) is not { Kind: TypedConstantKind.Array } constant || IsBroken(constant))
        {
            return null;
        }

        return constant.IsNull
            ? EquatableArray<int>.Empty
            : EquatableArray.From(constant.Values.Select(value => Value<int>(value) ?? 0));
    }

    /// <summary>The value given to a property; null where it is not set.</summary>
    public T? OfProperty<T>(string name)
        where T : struct
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return Value<T>(argument.Value);
            }
        }

        return null;
    }

    /// <summary>The type given to a property; null where it is not set, or set to none.</summary>
    public ITypeSymbol? TypeOfProperty(string name) => attribute.NamedArguments
        .Where(argument => argument.Key == name && argument.Value.Kind == TypedConstantKind.Type)
        .Select(argument => argument.Value.Value as ITypeSymbol)
        .FirstOrDefault();

    private TypedConstant? Parameter(string name)
    {
        var parameters = attribute.AttributeConstructor?.Parameters ?? [];
        for (var i = 0; i < parameters.Length && i < attribute.ConstructorArguments.Length; i++)
        {
            if (parameters[i].Name == name)
            {
                return attribute.ConstructorArguments[i];
            }
        }

        return null;
    }

    private static T? Value<T>(TypedConstant constant)
        where T : struct =>
        constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum && constant.Value is T value ? value : null;

    private static bool IsBroken(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error
        || (constant.Kind == TypedConstantKind.Array && !constant.IsNull && constant.Values.Any(IsBroken));
}
