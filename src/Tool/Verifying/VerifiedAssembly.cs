using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace NormGen.Tool.Verifying;

/// <summary>An assembly with layers, loaded beside what it depends on. The library itself is this program's.</summary>
internal sealed class VerifiedAssembly : AssemblyLoadContext
{
    private static readonly Assembly Library = typeof(NormalizationLayer).Assembly;

    private readonly AssemblyDependencyResolver resolver;

    private VerifiedAssembly(string path)
        : base("verified") => resolver = new(path);

    /// <summary>The types of the layers that an assembly declares, in the order of their names.</summary>
    /// <exception cref="UserErrorException">It is no assembly, or was built against another version of the library.</exception>
    public static IReadOnlyList<Type> Layers(string path)
    {
        try
        {
            var assembly = new VerifiedAssembly(path).LoadFromAssemblyPath(path);
            RequireSameLibrary(assembly);
            return
            [
                .. Types(assembly)
                    .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsSubclassOf(typeof(NormalizationLayer)))
                    .OrderBy(type => type.FullName, StringComparer.Ordinal),
            ];
        }
        catch (BadImageFormatException)
        {
            throw new UserErrorException($"{Escaped.Quoted(path)} is no assembly of .NET.");
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name!.StartsWith("NormGen.", StringComparison.Ordinal) && Default.Assemblies.Any(shared => shared.GetName().Name == assemblyName.Name)
            ? null
            : resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    // Generated code and the library go together, so another version proves nothing.
    private static void RequireSameLibrary(Assembly assembly)
    {
        var own = Library.GetName();
        if (assembly.GetReferencedAssemblies().FirstOrDefault(reference => reference.Name == own.Name) is { } used && used.Version != own.Version)
        {
            throw new UserErrorException(
                $"{Escaped.Quoted(Path.GetFileName(assembly.Location))} was built with {own.Name} {used.Version}, and this is normgen for {own.Version}: use the same version of both.");
        }
    }

    // What a missing dependency keeps from loading is no layer that could run.
    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}
