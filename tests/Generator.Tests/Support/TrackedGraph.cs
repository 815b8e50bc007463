using System;
using System.Collections.Generic;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace NormGen.Generator.Tests.Support;

/// <summary>
/// Walks everything that a pipeline's values hold on to, private fields included. A symbol, a tree or a location among it would keep
/// a whole compilation alive and never compare equal to the next one; a kernel's representation is not to be cached either.
/// </summary>
internal static class TrackedGraph
{
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(Compilation), typeof(SemanticModel), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxToken),
        typeof(SyntaxTrivia), typeof(SyntaxReference), typeof(SourceText), typeof(Location), typeof(Diagnostic), typeof(AttributeData),
        typeof(TypedConstant), typeof(IOperation),
    ];

    public static void RequireValuesOnly(IEnumerable<object> values)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<(object Value, string Path)>();
        foreach (var value in values)
        {
            pending.Push((value, value.GetType().Name));
        }

        while (pending.TryPop(out var item))
        {
            var type = item.Value.GetType();
            Assert.False(IsForbidden(type), $"{item.Path} holds a {type}");
            if (type.IsPrimitive || type.IsEnum || item.Value is string or Type || (!type.IsValueType && !seen.Add(item.Value)))
            {
                continue;
            }

            foreach (var (value, name) in Parts(item.Value, type))
            {
                pending.Push((value, item.Path + "." + name));
            }
        }
    }

    private static bool IsForbidden(Type type) =>
        Array.Exists(Forbidden, forbidden => forbidden.IsAssignableFrom(type)) || type.Namespace == "NormGen.Generator.Ir";

    private static IEnumerable<(object Value, string Name)> Parts(object owner, Type type)
    {
        if (owner is Array array)
        {
            foreach (var element in array)
            {
                if (element is not null)
                {
                    yield return (element, "[]");
                }
            }
        }

        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike && field.GetValue(owner) is { } value)
                {
                    yield return (value, field.Name);
                }
            }
        }
    }
}
