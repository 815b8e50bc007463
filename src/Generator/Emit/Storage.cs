using NormGen.Generator.Ir;

namespace NormGen.Generator.Emit;

/// <summary>How the values of a buffer are called in C#.</summary>
internal static class Storage
{
    /// <summary>The type of a value: <c>float</c>.</summary>
    public static string TypeOf(Region region) => region.IsDouble ? "double" : Catalogue.Of(region.Element).StorageType;

    /// <summary>The method of the runtime's pointers that gives such a buffer: <c>Float</c>.</summary>
    public static string AccessorOf(Region region) => TypeOf(region) switch
    {
        "sbyte" => "SByte",
        var type => char.ToUpperInvariant(type[0]) + type.Substring(1),
    };
}
