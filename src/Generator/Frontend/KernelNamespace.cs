using System.Globalization;
using System.Text;

namespace NormGen.Generator.Frontend;

/// <summary>
/// The namespace of an assembly's kernels. It carries the assembly's name, so that two assemblies with the same kernels do not
/// clash where one sees the internals of the other.
/// </summary>
internal static class KernelNamespace
{
    private const string Prefix = "NormGen.Generated.";

    /// <summary>A dot becomes an underscore, an underscore two: names that differ keep apart.</summary>
    public static string Of(string? assemblyName)
    {
        if (string.IsNullOrEmpty(assemblyName))
        {
            return Prefix + "Unnamed";
        }

        var identifier = new StringBuilder();
        foreach (var character in assemblyName!)
        {
            identifier.Append(Escape(character));
        }

        return Prefix + (char.IsDigit(identifier[0]) ? "_" : "") + Identifiers.Escape(identifier.ToString());
    }

    private static string Escape(char character) => character switch
    {
        '.' => "_",
        '_' => "__",
        _ when char.IsLetterOrDigit(character) => char.ToString(character),
        _ => "_x" + ((int)character).ToString("X4", CultureInfo.InvariantCulture) + "_",
    };
}
