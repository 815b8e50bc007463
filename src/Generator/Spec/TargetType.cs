using System.Linq;

namespace NormGen.Generator.Spec;

/// <summary>The user's partial class that the generated half completes.</summary>
/// <param name="Namespace">Its namespace, empty for the global one; keywords escaped as in source (<c>a.@class</c>).</param>
/// <param name="Containers">The types around it, outermost first, each as its partial declaration's header (<c>partial class Outer</c>).</param>
/// <param name="Name">The class's name, escaped where it is a keyword.</param>
internal sealed record TargetType(
    string Namespace,
    EquatableArray<string> Containers,
    string Name)
{
    /// <summary>The path from the namespace down, unique in a compilation, for file names: <c>Ns.Outer.Inner</c>, without <c>@</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>The name within its namespace, as messages say it: <c>Outer.Inner</c>.</summary>
    public string NameInNamespace => string.Join(".", Path.Split('.').Reverse().Take(Containers.Count + 1).Reverse());
}
