using Microsoft.CodeAnalysis;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>An error or a warning, comparable by value: where it belongs is said by name, not by location.</summary>
/// <param name="Id">The id of its descriptor.</param>
/// <param name="Site">The part of the declaration that it is about.</param>
/// <param name="Arguments">The arguments of the descriptor's message.</param>
internal sealed record DeclarationProblem(string Id, Site Site, EquatableArray<string> Arguments)
{
    public bool IsError => Rules.Of(Id).DefaultSeverity == DiagnosticSeverity.Error;
}

internal enum SiteKind
{
    Class,
    Argument,
    SecondAttribute,
    Member,
}

/// <summary>A part of a declaration.</summary>
/// <param name="Kind">Which part.</param>
/// <param name="Name">Of an argument its name, of a member the documentation comment id, else empty.</param>
internal sealed record Site(SiteKind Kind, string Name)
{
    public static readonly Site Class = new(SiteKind.Class, "");

    public static readonly Site SecondAttribute = new(SiteKind.SecondAttribute, "");

    /// <summary>Of an argument that is an array the element; otherwise 0.</summary>
    public int Index { get; init; }

    /// <summary>An argument of the attribute, by the name of its parameter or property.</summary>
    public static Site Argument(string name) => new(SiteKind.Argument, name);

    /// <summary>An element of an argument that is an array.</summary>
    public static Site Element(string name, int index) => new(SiteKind.Argument, name) { Index = index };

    public static Site Member(string documentationId) => new(SiteKind.Member, documentationId);
}
