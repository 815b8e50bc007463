namespace NormGen.Generator.Frontend;

/// <summary>
/// The namespace of an assembly's kernels. It carries the assembly's name, so that two assemblies with the same kernels do not
/// clash where one sees the internals of the other.
/// </summary>
internal static class KernelNamespace
{
    private const string Prefix = "NormGen.Generated.";

    public static string Of(string? assemblyName)
    {
        if (string.IsNullOrEmpty(assemblyName))
        {
            return Prefix + "Unnamed";
        }

        var identifier = Identifiers.Flatten(assemblyName!);
        return Prefix + (char.IsDigit(identifier[0]) ? "_" : "") + Identifiers.Escape(identifier);
    }
}
